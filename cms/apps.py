from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pages"

    def ready(self) -> None:
        from cms import (
            catalogues,
            checks,
            export_faults,
            media_protection,
            page_rights_faults,
            renditions,
            search_faults,
            translation_faults,
            translations,
        )

        catalogues.fall_back_on_english()
        checks.register_checks()
        export_faults.mend()
        media_protection.connect()
        renditions.connect()
        page_rights_faults.mend()
        search_faults.mend()
        translation_faults.mend()
        translations.connect()
        translations.refuse_copies()

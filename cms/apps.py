from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pages"

    def ready(self) -> None:
        from cms import (
            catalogues,
            checks,
            ease,
            export_faults,
            limits,
            media_protection,
            outgoing,
            page_chooser_faults,
            page_editor_faults,
            page_rights_faults,
            renditions,
            search_faults,
            translation_faults,
            translations,
        )

        catalogues.fall_back_on_english()
        checks.register_checks()
        ease.connect()
        export_faults.mend()
        limits.share_between_processes()
        media_protection.connect()
        outgoing.connect()
        renditions.connect()
        page_chooser_faults.mend()
        page_editor_faults.mend()
        page_rights_faults.mend()
        search_faults.mend()
        translation_faults.mend()
        translations.connect()
        translations.refuse_copies()

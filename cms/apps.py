from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pages"

    def ready(self) -> None:
        from cms import (
            checks,
            export_faults,
            media_protection,
            renditions,
            search_faults,
            translation_faults,
            translations,
        )

        checks.register_checks()
        export_faults.mend()
        media_protection.connect()
        renditions.connect()
        search_faults.mend()
        translation_faults.mend()
        translations.connect()

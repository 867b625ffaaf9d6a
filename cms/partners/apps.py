from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "cms.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Partners"

    def ready(self) -> None:
        from cms.partners import moderation, second_factor

        moderation.connect()
        second_factor.share_between_processes()

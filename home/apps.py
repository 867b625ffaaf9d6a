from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Home"

    def ready(self) -> None:
        from cms.feedback import reporting
        from home import passing_on

        reporting.tells(passing_on.pass_on)

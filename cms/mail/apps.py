from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "cms.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Mail"

    def ready(self) -> None:
        """Meet the kinds of mail that the other apps have, each in its own `emails.py`."""
        autodiscover_modules("emails")

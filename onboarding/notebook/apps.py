from django.apps import AppConfig


class NotebookConfig(AppConfig):
    name = "onboarding.notebook"
    label = "notebook"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Notebook"

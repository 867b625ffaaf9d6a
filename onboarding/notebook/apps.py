from django.apps import AppConfig


class NotebookConfig(AppConfig):
    name = "onboarding.notebook"
    label = "notebook"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Notebook"

    def ready(self) -> None:
        from onboarding import merging
        from onboarding.notebook import keeping

        merging.goes_along(keeping.go_along)

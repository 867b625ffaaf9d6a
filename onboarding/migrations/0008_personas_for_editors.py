from django.db import migrations

ACTIONS = ("add", "change", "delete", "view")


def let_editors_manage_personas(apps, schema_editor):
    """Those who write the journey keep the made-up movers that it is tried on."""
    persona, _is_new = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="onboarding", model="persona"
    )
    permissions = [
        apps.get_model("auth.Permission").objects.get_or_create(
            content_type=persona,
            codename=f"{action}_persona",
            defaults={"name": f"Can {action} persona"},
        )[0]
        for action in ACTIONS
    ]
    for group in apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0007_personas_freshness_and_language"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(let_editors_manage_personas, migrations.RunPython.noop)]

from django.db import migrations

ACTIONS = {"view": "Can view fault report", "change": "Can change fault report"}


def let_moderators_handle_reports(apps, schema_editor):
    """Those who may publish take care of what readers report."""
    report, _is_new = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="feedback", model="faultreport"
    )
    permissions = [
        apps.get_model("auth.Permission").objects.get_or_create(
            content_type=report, codename=f"{action}_faultreport", defaults={"name": name}
        )[0]
        for action, name in ACTIONS.items()
    ]
    for group in apps.get_model("auth.Group").objects.filter(name="Moderators"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]
    operations = [
        migrations.RunPython(let_moderators_handle_reports, migrations.RunPython.noop)
    ]

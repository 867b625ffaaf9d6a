# Accounts of movers, beside those of the people who work with the site.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('cms', '0006_explanations'),
    ]

    operations = [
        migrations.AlterModelManagers(
            name='user',
            managers=[
            ],
        ),
        migrations.AddField(
            model_name='user',
            name='is_mover',
            field=models.BooleanField(default=False, editable=False, verbose_name='mover'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('is_mover', False), models.Q(('email', ''), ('is_staff', False), ('is_superuser', False)), _connector='OR'), name='a_mover_has_no_rights', violation_error_message="A mover's account cannot be given rights."),
        ),
    ]

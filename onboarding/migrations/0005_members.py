# Who signs in to a move, and what lost when two moves became one.

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('onboarding', '0004_scenes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='move',
            name='key_digest',
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_owner', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('adult', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='member', to='onboarding.adult')),
                ('move', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='onboarding.move')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='member', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
            },
        ),
        migrations.CreateModel(
            name='KeptVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('alias', 'Name'), ('answer', 'Answer'), ('task', 'Task')], max_length=6)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('value', models.JSONField(null=True)),
                ('given_at', models.DateTimeField()),
                ('lost_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('adult', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='onboarding.adult')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_versions', to='onboarding.member')),
            ],
            options={
                'verbose_name': 'kept version',
                'verbose_name_plural': 'kept versions',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('is_owner', True)), fields=('move',), name='one_owner'),
        ),
    ]

import uuid

import django.db.models.deletion
from django.db import migrations, models

TAKEN = 'There is already a word with this key. Choose another key.'


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_scenes'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('key', models.SlugField(help_text='A short English word. It never changes.', max_length=60, verbose_name='key')),
                ('word', models.CharField(help_text='As it stands in most texts, in this language.', max_length=60, verbose_name='word')),
                ('forms', models.CharField(blank=True, help_text='Other forms of the word that texts use, with a comma between them.', max_length=400, verbose_name='also written')),
                ('meaning', models.TextField(help_text='One to three short sentences that need no other explanation.', max_length=220, verbose_name='meaning')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'explained word',
                'verbose_name_plural': 'explained words',
                'ordering': ['word'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
                'constraints': [
                    models.UniqueConstraint(fields=('key', 'locale'), name='unique_explanation', violation_error_message=TAKEN),
                ],
            },
        ),
        migrations.AlterConstraint(
            model_name='term',
            name='unique_term',
            constraint=models.UniqueConstraint(fields=('kind', 'key', 'locale'), name='unique_term', violation_error_message=TAKEN),
        ),
    ]

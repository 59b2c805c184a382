import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0008_row_as_written"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="encoding_guessed",
            field=models.BooleanField(default=False, verbose_name="encoding guessed"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="header",
            field=models.CharField(
                blank=True,
                choices=[("unknown", "some columns are unknown"), ("assigned", "as somebody assigned the columns")],
                max_length=8,
                verbose_name="header",
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("reading", "being read"),
                    ("mapping", "waiting for its columns to be assigned"),
                    ("previewed", "previewed"),
                    ("saving", "being saved"),
                    ("applied", "applied"),
                    ("refused", "refused"),
                    ("cancelled", "cancelled"),
                    ("undone", "undone"),
                    ("interrupted", "interrupted"),
                ],
                default="previewed",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="shape")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("at", models.DateTimeField(auto_now=True, verbose_name="assigned")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "assigned columns",
                "verbose_name_plural": "assigned columns",
                "ordering": ("-at", "-pk"),
            },
        ),
    ]

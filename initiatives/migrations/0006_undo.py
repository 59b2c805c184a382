import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_import_work")]
    operations = [
        migrations.AddField(
            model_name="importrun",
            name="undoes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undoings",
                to="initiatives.importrun",
                verbose_name="undoes",
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("reading", "being read"),
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
    ]

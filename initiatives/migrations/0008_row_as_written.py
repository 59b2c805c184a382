from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0007_proposals")]
    operations = [
        migrations.AddField(
            model_name="plannedrow",
            name="cells",
            field=models.JSONField(blank=True, default=dict, verbose_name="row as written"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0006_undo")]
    operations = [
        migrations.AddField(
            model_name="plannedrow",
            name="proposals",
            field=models.JSONField(default=list, verbose_name="organisations that it may be"),
        ),
        migrations.AddField(
            model_name="plannedrow",
            name="choice",
            field=models.CharField(blank=True, max_length=36, verbose_name="chosen"),
        ),
    ]

from importlib import import_module

from django.db import migrations, models

before = import_module("initiatives.migrations.0002_text_index")

# Words are found in the table of postings from now on. The index is made again from the profiles at the first
# question, in a large directory by `reindex`.
DROP = {
    "postgresql": [
        *before.BACK["postgresql"],
        'ALTER TABLE initiatives_posting ALTER COLUMN key TYPE varchar(201) COLLATE "C"',
        "ALTER TABLE initiatives_posting ALTER COLUMN ids SET STORAGE EXTERNAL",
    ],
    "sqlite": [
        *(
            f"DROP TRIGGER initiatives_{table}_index_{event}"
            for table, events in (("text", ("insert", "delete", "update")), ("offer", ("insert", "delete")))
            for event in events
        ),
        *before.BACK["sqlite"],
    ],
}


def forward(apps, schema_editor):
    for name in ("ListingText", "Listing", "Word", "Offer"):
        apps.get_model("initiatives", name).objects.all().delete()
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_narrow_text_on_postgres")]
    operations = [
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=201)),
                ("part", models.PositiveSmallIntegerField()),
                ("block", models.PositiveIntegerField()),
                ("ids", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "part", "block"), name="posting_place")],
            },
        ),
        migrations.RunPython(forward),
    ]

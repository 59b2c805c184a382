from django.db import migrations

# The long columns go beside the table, so that finding 20,000 rows reads few pages.
COLUMNS = ("names", "text", "names_vector", "vector")
NARROW = "ALTER TABLE initiatives_listingtext SET (toast_tuple_target = 128)"
BESIDE = "ALTER TABLE initiatives_listingtext ALTER COLUMN {} SET STORAGE {}"


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in [NARROW, *(BESIDE.format(column, "EXTERNAL") for column in COLUMNS)]:
            schema_editor.execute(statement)


def widen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE initiatives_listingtext RESET (toast_tuple_target)")
        for column in COLUMNS:
            schema_editor.execute(BESIDE.format(column, "EXTENDED"))


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_text_index")]
    operations = [migrations.RunPython(narrow, widen)]

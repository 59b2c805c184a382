from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE initiatives_listing_text USING fts5(
        names, text, content='initiatives_listing', content_rowid='initiative_id', tokenize='unicode61', prefix='2 3')""",
    """CREATE TRIGGER initiatives_listing_text_insert AFTER INSERT ON initiatives_listing BEGIN
        INSERT INTO initiatives_listing_text(rowid, names, text) VALUES (new.initiative_id, new.names, new.text); END""",
    """CREATE TRIGGER initiatives_listing_text_delete AFTER DELETE ON initiatives_listing BEGIN
        INSERT INTO initiatives_listing_text(initiatives_listing_text, rowid, names, text)
        VALUES ('delete', old.initiative_id, old.names, old.text); END""",
    """CREATE TRIGGER initiatives_listing_text_update AFTER UPDATE ON initiatives_listing BEGIN
        INSERT INTO initiatives_listing_text(initiatives_listing_text, rowid, names, text)
        VALUES ('delete', old.initiative_id, old.names, old.text);
        INSERT INTO initiatives_listing_text(rowid, names, text) VALUES (new.initiative_id, new.names, new.text); END""",
]
POSTGRES = [
    """ALTER TABLE initiatives_listing
        ADD COLUMN names_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(names, ' '))) STORED,
        ADD COLUMN vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(names || ' ' || text), ' '))) STORED""",
    "CREATE INDEX initiatives_listing_names ON initiatives_listing USING gin (names_vector)",
    "CREATE INDEX initiatives_listing_vector ON initiatives_listing USING gin (vector)",
]
BACK = {
    "sqlite": ["DROP TABLE initiatives_listing_text"],
    "postgresql": ["ALTER TABLE initiatives_listing DROP COLUMN names_vector, DROP COLUMN vector"],
}


def create(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]

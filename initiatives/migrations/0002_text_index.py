from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE initiatives_text_index USING fts5(
        names, text, content='initiatives_listingtext', content_rowid='listing_id', tokenize="unicode61 tokenchars '|'", prefix='2 3')""",
    """CREATE TRIGGER initiatives_text_index_insert AFTER INSERT ON initiatives_listingtext BEGIN
        INSERT INTO initiatives_text_index(rowid, names, text) VALUES (new.listing_id, new.names, new.text); END""",
    """CREATE TRIGGER initiatives_text_index_delete AFTER DELETE ON initiatives_listingtext BEGIN
        INSERT INTO initiatives_text_index(initiatives_text_index, rowid, names, text)
        VALUES ('delete', old.listing_id, old.names, old.text); END""",
    """CREATE TRIGGER initiatives_text_index_update AFTER UPDATE ON initiatives_listingtext BEGIN
        INSERT INTO initiatives_text_index(initiatives_text_index, rowid, names, text)
        VALUES ('delete', old.listing_id, old.names, old.text);
        INSERT INTO initiatives_text_index(rowid, names, text) VALUES (new.listing_id, new.names, new.text); END""",
]
SQLITE += [
    """CREATE VIRTUAL TABLE initiatives_offer_index USING fts5(
        words, content='initiatives_offer', content_rowid='id', tokenize="unicode61 tokenchars '|'", prefix='2 3')""",
    """CREATE TRIGGER initiatives_offer_index_insert AFTER INSERT ON initiatives_offer BEGIN
        INSERT INTO initiatives_offer_index(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER initiatives_offer_index_delete AFTER DELETE ON initiatives_offer BEGIN
        INSERT INTO initiatives_offer_index(initiatives_offer_index, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
]
POSTGRES = [
    """ALTER TABLE initiatives_listingtext
        ADD COLUMN names_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(names, ' '))) STORED,
        ADD COLUMN vector tsvector
            GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(names || ' ' || text), ' '))) STORED""",
    """ALTER TABLE initiatives_offer
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX initiatives_offer_vector ON initiatives_offer USING gin (vector)",
    # Titles in the same order on every database, whatever its locale: their keys are folded for that.
    'ALTER TABLE initiatives_listing ALTER COLUMN title_key TYPE varchar(200) COLLATE "C"',
    "CREATE INDEX initiatives_listingtext_names ON initiatives_listingtext USING gin (names_vector)",
    "CREATE INDEX initiatives_listingtext_vector ON initiatives_listingtext USING gin (vector)",
]
BACK = {
    "sqlite": ["DROP TABLE initiatives_text_index", "DROP TABLE initiatives_offer_index"],
    "postgresql": [
        "ALTER TABLE initiatives_listingtext DROP COLUMN names_vector, DROP COLUMN vector",
        "ALTER TABLE initiatives_offer DROP COLUMN vector",
    ],
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

"""The one style sheet of a site that runs with DEBUG off."""

import re
from pathlib import Path

from django.conf import settings

from peacemap.stylesheet import Storage, bare, joined


def test_joined_keeps_every_rule_and_no_comment():
    parts = [
        "/* one\n two */\n@layer a {\n  p {\n    margin: 0 10.5em 0.5em;\n  }\n}\n",
        "b {\n  color: red; /* why */\n}\n",
    ]

    assert joined(parts) == "@layer a{p{margin:0 10.5em .5em}}b{color:red}\n"


def test_collected_whole_has_all_parts_in_their_order(tmp_path, settings):
    settings.DEBUG = False
    source = Path(settings.BASE_DIR) / "static"
    storage = Storage(location=tmp_path)
    paths = {}
    for name in settings.STYLES:
        with (source / name).open("rb") as file:
            storage.save(name, file)
        paths[name] = (storage, name)

    list(storage.post_process(paths))

    (made,) = tmp_path.glob("css/site.*.css")
    whole = made.read_text()
    assert whole == joined([(source / name).read_text() for name in settings.STYLES])
    assert whole.startswith("@layer tokens,base,layout,components;")
    assert made.with_name(f"{made.name}.br").exists()


def test_script_is_served_without_indents_and_comments(tmp_path, settings):
    source = Path(settings.BASE_DIR) / "static" / settings.SCRIPT
    storage = Storage(location=tmp_path)
    with source.open("rb") as file:
        storage.save(settings.SCRIPT, file)

    list(storage.post_process({settings.SCRIPT: (storage, settings.SCRIPT)}))

    (made,) = tmp_path.glob("js/site.*.js")
    assert made.read_text() == bare(source.read_text())
    assert bare("// why\nif (a) {\n  b();\n\n}\n") == "if (a) {\nb();\n}\n"


def test_no_string_in_a_style_sheet_looks_like_a_comment_or_a_rule():
    texts = [(Path(settings.BASE_DIR) / "static" / name).read_text() for name in settings.STYLES]
    strings = re.findall(r'"[^"\n]*"', re.sub(r"/\*.*?\*/", "", "".join(texts), flags=re.DOTALL))

    assert all(text.count("/*") == text.count("*/") and '"/*' not in text for text in texts)
    assert strings and [text for text in strings if joined([text]) != text + "\n"] == []

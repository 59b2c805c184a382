"""Templates lose their indents, and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from peacemap.templates import without_indents


def test_indents_remarks_and_lines_of_tags_go():
    text = "{% load i18n %}\n{# Needs: x. #}\n<ul>\n  {% if x %}\n    <li>a  b</li>\n  {% endif %}\n\n\t</ul>\n"

    assert without_indents(text) == "{% load i18n %}<ul>\n{% if x %}<li>a  b</li>\n{% endif %}</ul>\n"


def test_words_keep_their_distance():
    text = "<p>\n  {% translate 'One.' %}\n  {% translate 'Two.' %}\n  {% if x %}Three.{% endif %}\n  Four.\n</p>\n"

    assert without_indents(text).split("\n") == [line.strip() for line in text.split("\n")]


@pytest.mark.parametrize("text", ["<pre>\n  a</pre>", "  <textarea>\n  a</textarea>"])
def test_where_spaces_show_they_stay(text):
    assert without_indents(text) == text


def test_loaded_templates_have_no_indents():
    source = get_template("components/header.html").template.source
    file = Path(settings.BASE_DIR) / "templates" / "components" / "header.html"

    assert source == without_indents(file.read_text()) != file.read_text()


def test_no_sentence_to_translate_runs_over_two_lines():
    texts = {path.name: path.read_text() for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")}

    openings = {name: text.count("{% blocktranslate") for name, text in texts.items()}
    in_one_line = {
        name: sum(line.count("{% endblocktranslate") for line in text.splitlines() if "{% blocktranslate" in line)
        for name, text in texts.items()
    }
    assert openings == in_one_line

"""What a profile is called."""

from django.utils.translation import get_language

from initiatives.domain.columns import main_text
from initiatives.vocabulary import best


def title_of(initiative):
    """Its title in the language of who asks, or what stands in for it; its address where it has none."""
    rows = list(initiative.texts.order_by("pk").values_list("language", "title", "is_original"))
    original = next((code for code, _title, is_original in rows if is_original), "")
    titles = {code: title for code, title, _is_original in rows}
    return titles.get(best(tuple(titles), get_language() or "en", original), initiative.slug)


def title_in(document):
    """What the profile of a document is called, in its main language; its address where it has no text."""
    if "texts" in document:
        text = main_text(document)
        return text["title"] if text else document["slug"]
    return document.get("name") or document.get("title") or document.get("name_en", "")

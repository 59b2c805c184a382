"""Words and links that templates need and can't say themselves. Load with {% load peacemap %}."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from initiatives.domain import wording
from initiatives.models.fields import PartialDate
from initiatives.search.folding import sort_key
from initiatives.vocabulary import SOURCE_TYPES, TRANSLATION_METHODS, VERIFICATIONS, language_name

register = template.Library()

register.filter("line", wording.line)
register.filter("started", wording.started)
register.filter("language_name", language_name)
register.simple_tag(wording.standing, name="standing")
register.simple_tag(wording.period, name="period")


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    path: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_links(context):
    """The page at hand in each language of the interface; an address without a page leads to itself."""
    request = context.get("request")
    path = escape_uri_path(request.path) if request else "/"
    query = iri_to_uri(request.META.get("QUERY_STRING", "")) if request else ""
    current = get_language() or settings.LANGUAGE_CODE
    bare = path.removeprefix(f"/{current}") if current != settings.LANGUAGE_CODE else path
    tail = "/" + bare.lstrip("/") + (f"?{query}" if query else "")  # two slashes would lead to another site
    return [
        LanguageLink(code, name, tail if code == settings.LANGUAGE_CODE else f"/{code}{tail}", code == current)
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def sections(context):
    """[(address, name, whether the reader is in it)] of the main menu."""
    path = context["request"].path if context.get("request") else ""
    names = {
        "initiatives": _("Initiatives"),
        "countries": _("Countries"),
        "organisations": _("Organisations"),
        "activities": _("Activities"),
        "map": _("Map"),
        "data": _("Data"),
        "about": _("About"),
    }
    addresses = {name: reverse(f"initiatives:{name}") for name in names}
    return [(address, names[name], path.startswith(address)) for name, address in addresses.items()]


@register.simple_tag
def style_sheets():
    """Names of the style sheets that each page links."""
    return settings.STYLES_LINKED


@register.simple_tag
def direction():
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag(takes_context=True)
def absolute(context, path=""):
    """The whole address of `path`, or of this page without its query."""
    request = context.get("request")
    return request.build_absolute_uri(path or request.path) if request else path


@register.filter
def when(date):
    """A date as a <time> element: "2018-02" reads February 2018. Nothing for no date."""
    if not date:
        return ""
    date = wording.day(date)
    return format_html('<time datetime="{}">{}</time>', str(date), date.spoken())


@register.simple_tag
def verified_ago(freshness):
    """How long ago a Freshness was verified: "3 months ago"; "" for never."""
    return wording.ago(freshness.verified, freshness.on) if freshness.verified else ""


@register.filter
def by_name(places):
    """PlaceRefs in the order of the names that the reader sees first."""
    return sorted(places, key=lambda place: sort_key(place.shown[0][0]))


@register.filter
def stated(value):
    """What a source states instead: a date is spoken, anything else stands as it is."""
    try:
        return PartialDate(value).spoken() or value
    except ValueError:
        return value


@register.filter
def host(address):
    """ "example.org" of https://www.example.org/page; the address itself where it has none."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address


@register.filter
def web(address):
    """The address where it is one of the web, else nothing: no other scheme is ever linked."""
    return address if str(address).startswith(("https://", "http://")) else ""


@register.filter
def foreign(language):
    """The language tag where it is not the reader's, for lang=; "" otherwise."""
    return "" if not language or language == (get_language() or settings.LANGUAGE_CODE) else language


@register.filter
def tongue(text, language):
    """`text` marked with its language, where that is not the reader's."""
    tag = foreign(language)
    return format_html('<span lang="{}">{}</span>', tag, text) if tag else text


@register.simple_tag
def marks(numbers):
    """The numbers of sources behind a fact, each a link to the list; no space before, so that none breaks off."""
    if not numbers:
        return ""
    numbers = (numbers,) if isinstance(numbers, int) else numbers
    links = ((number, _("Source %(number)s") % {"number": number}, number) for number in numbers)
    return format_html(
        '<sup class="marks">{}</sup>',
        format_html_join("", '<a href="#source-{}" aria-label="{}">{}</a>', links),
    )


@register.simple_tag
def cited(title, url, language):
    """The title of a source in its language, linked where it has an address of the web."""
    tag = foreign(language)
    spoken = format_html(' lang="{}"', tag) if tag else ""
    if not web(url):
        return format_html("<cite{}>{}</cite>", spoken, title)
    return format_html('<a href="{}" rel="noopener noreferrer external"{}>{}</a>', url, spoken, title)


@register.filter
def source_type(slug):
    return SOURCE_TYPES.label(slug)


@register.filter
def verification(slug):
    return VERIFICATIONS.label(slug)


@register.filter
def method(slug):
    """How a text came to be, as it stands within a line: "translated by machine"."""
    return wording.small(TRANSLATION_METHODS.label(slug))


@register.simple_tag
def told_in(text, links):
    """The language of a Text, linked to this page in it where the interface has that language and it is not shown."""
    name = language_name(text.language)
    path = next((link.path for link in links if link.code == text.language and not link.is_current), "")
    return format_html('<a href="{}" hreflang="{}">{}</a>', path, text.language, name) if path else name


@register.simple_tag
def naming_notes(cards, facets):
    """The notes that the countries of a list and of its filters call for, each once."""
    country_of = cards[0].country_of if cards else {}
    offered = (choice.value for facet in facets if facet.name == "country" for choice in facet.choices)
    named = [country for card in cards for country in card.countries]
    return wording.naming_notes([*named, *(country_of.get(code) for code in offered)])


@dataclass(frozen=True)
class Evidence:
    marks: tuple
    notes: tuple
    conflicts: tuple


@register.simple_tag
def evidence(*facts):
    """The sources, notes and conflicts of one or more Facts together, each once."""
    given = [fact for fact in facts if fact]
    return Evidence(
        tuple(sorted({mark for fact in given for mark in fact.marks})),
        tuple(dict.fromkeys(note for fact in given for note in fact.notes)),
        tuple(dict.fromkeys(conflict for fact in given for conflict in fact.conflicts)),
    )


@register.simple_tag
def entry(card, level):
    """components/entry.html for a Card, made once for all lists that show it."""
    if level not in card.kept:
        card.kept[level] = mark_safe(render_to_string("components/entry.html", {"card": card, "level": level}))  # noqa: S308  a template's
    return card.kept[level]


@register.filter
def choices(facet):
    """The choices of a facet as checkboxes with their counts; not a template, since a list has more than a hundred."""
    parts = []
    for choice in facet.choices:
        before, after = _choice(facet.name, choice.value, str(choice.label))
        parts.append(f"{before}{' checked' if choice.selected else ''}{after}{choice.count}</span></label>")
    return mark_safe("\n".join(parts))  # noqa: S308  of escaped parts and numbers


@lru_cache(maxsize=10_000)
def _choice(name, value, label):
    """The HTML of a choice before and after the word that says whether it is chosen."""
    before = format_html('<label><input form="filters" type="checkbox" name="{}" value="{}"', name, value)
    return before, format_html('> <span>{}</span> <span class="n">', label)

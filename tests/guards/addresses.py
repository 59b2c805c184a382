"""Every address that a stranger can ask for. A pattern of the site map without an entry here fails a test."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from initiatives import urls
from initiatives.domain.versions import token_of
from initiatives.filters.labels import FRESHNESS, VOCABULARIES
from initiatives.models import Change, Initiative
from initiatives.models.case import CASE_KINDS
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES, ALL_ROLES
from tests.conftest import SLOW
from tests.views.pages import LANGUAGES, in_language

DEAD_LINK = "/confirm/none/"  # live ones: tests/views/test_confirming.py
LINKS = ("organisation", "funder", "partner", "lead")
YEARS = ("since", "until", "year")
FORMS = ("csv", "json")  # of one initiative
FOR_MACHINES = ("feed", "manifest")  # in the reader's language all the same
LETTERS = str.maketrans("0123456789", "abcdefghij")
SORTS = ("relevance", "-updated", "title", "-start")


@dataclass
class World:
    """What addresses may name: slugs, codes in lower case, words and years, public or not."""

    initiatives: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    countries: list = field(default_factory=list)
    words: list = field(default_factory=list)
    names: list = field(default_factory=list)  # words that name organisations
    years: list = field(default_factory=list)


def values_of(world):
    """{filter of the list: the values to ask for}"""
    values = {name: list(vocabulary.slugs) for name, vocabulary in VOCABULARIES.items()}
    values |= {"status": [*values["status"], "active-now"], "freshness": list(FRESHNESS)}
    values |= {"country": world.countries, "language": [*LANGUAGES, "qaa"], "sort": SORTS, "q": world.words}
    return values | dict.fromkeys(LINKS, world.organisations) | dict.fromkeys(YEARS, world.years)


def narrowed(world):
    """(parameter, value) of the list: each filter with each value it may have; quickly, with the last of each list."""
    values = values_of(world)
    whole = values if SLOW else {name: found[-1:] if name in VOCABULARIES else found for name, found in values.items()}
    return [(name, value) for name, found in whole.items() for value in found]


def first_of_each(pairs):
    """One pair for each name: enough where another page shows the same rows."""
    return list({name: (name, value) for name, value in pairs}.values())


def queries(path, pairs):
    return [f"{path}?{urlencode([pair])}" for pair in pairs]


def _initiatives(world):
    pairs = first_of_each(narrowed(world))
    return ["/initiatives/", "/initiatives/?more=country&more=language", *queries("/initiatives/", pairs)]


def _map(world):
    return ["/map/", *queries("/map/", first_of_each(narrowed(world)))]


def _organisations(world):
    pairs = [("role", role) for role in ALL_ROLES.slugs] + [("q", word) for word in world.names]
    return ["/organisations/", *queries("/organisations/", pairs)]


def _activities(world):
    pairs = [("type", slug) for slug in ACTIVITY_TYPES.slugs] + [("state", slug) for slug in ACTIVITY_STATES.slugs]
    pairs += [("country", code) for code in world.countries] + [("year", year) for year in world.years]
    return ["/activities/", *queries("/activities/", pairs)]


def _download(path):
    def visits(world):
        return [path, *queries(path, narrowed(world) if path.endswith("json") else first_of_each(narrowed(world)))]

    return visits


def _forms(world):
    about = [("about", slug) for slug in world.initiatives] + [("organisation", slug) for slug in world.organisations]
    kinds = [f"/correct/{kind}/" for kind, _ in CASE_KINDS]
    return [*kinds, *(address for kind in kinds for address in queries(kind, about if SLOW else about[-1:]))]


def has_form(path):
    """Whether the page at `path` holds a form that is posted, and so a cookie against forgery."""
    return "/correct/" in path and not path.partition("?")[0].endswith("/correct/")


def steady(page):
    """`page` without what is new each time: the seals of a form, the moments of a feed.

    The numbers of drawn lines stand as letters: some look like years.
    """
    page = re.sub(r' d="[^"]*"', lambda line: line[0].translate(LETTERS), page)
    page = re.sub(r"<updated>[^<]*", "<updated>", page)
    return re.sub(r'(name="(?:csrfmiddlewaretoken|stamp)" )value="[^"]*"', r"\1", page)


def _fixed(*paths):
    return lambda world: list(paths)


def _versions(world):
    """Every version that the ledger knows, public or not."""
    known = {
        str(key): slug
        for key, slug in Initiative.objects.filter(slug__in=world.initiatives).values_list("uuid", "slug")
    }
    acts = Change.objects.filter(subject="initiative", key__in=known).values_list("key", "at")
    return [f"/initiatives/{known[key]}/versions/{token_of(key, at)}/" for key, at in acts]


VISITS = {
    "healthz": _fixed("/healthz"),
    "robots": _fixed("/robots.txt"),
    "favicon": _fixed("/favicon.ico"),
    "sitemap": _fixed("/sitemap.xml", "/sitemap.xml?page=1"),
    "download_csv": _download("/initiatives.csv"),
    "download_xlsx": _download("/initiatives.xlsx"),
    "download_json": _download("/initiatives.json"),
    "download_one": lambda world: [f"/initiatives/{slug}.{form}" for slug in world.initiatives for form in FORMS],
    "home": _fixed("/"),
    "initiatives": _initiatives,
    "feed": _download("/initiatives.atom"),
    "manifest": _fixed("/site.webmanifest"),
    "suggestions": lambda world: queries("/suggestions/", [("q", word) for word in (*world.words, *world.names)]),
    "initiative": lambda world: [f"/initiatives/{slug}/" for slug in world.initiatives],
    "changes": lambda world: [f"/initiatives/{slug}/changes/" for slug in world.initiatives],
    "version": _versions,
    "countries": _fixed("/countries/"),
    "country": lambda world: [f"/countries/{code}/" for code in world.countries],
    "organisations": _organisations,
    "organisation": lambda world: [f"/organisations/{slug}/" for slug in world.organisations],
    "activities": _activities,
    "map": _map,
    "about": _fixed("/about/"),
    "data": _fixed("/data/"),
    "correct": lambda world: ["/correct/", *(f"/correct/?about={slug}" for slug in world.initiatives)],
    "write": _forms,
    "case": _fixed("/cases/none/"),
    "confirm": _fixed(DEAD_LINK),
    "styleguide": _fixed("/styleguide/"),
}


def every(world):
    """All addresses; those without a query string in all six languages."""
    found = [address for pattern in urls.unprefixed for address in VISITS[pattern.name](world)]
    for pattern in urls.urlpatterns:
        for address in VISITS[pattern.name](world):
            languages = ("en",) if "?" in address else LANGUAGES
            found += [in_language(address, language) for language in languages]
    return found


def plain(world, without=()):
    """The pages for readers without a query string, in English; none of the patterns `without`."""
    patterns = [pattern for pattern in urls.urlpatterns if pattern.name not in (*without, *FOR_MACHINES)]
    found = (address for pattern in patterns for address in VISITS[pattern.name](world))
    return [address for address in found if "?" not in address]

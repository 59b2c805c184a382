"""What the directory rests on nothing for: key facts without a source, and sources whose page is gone."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from initiatives.batching import batches
from initiatives.domain import documents, readiness
from initiatives.domain.titles import title_in
from initiatives.models import Citation, Funder, Initiative, InitiativeText, Partner, Source

BATCH = 500
WATCHED = ("draft", "in-review", "published")  # what nobody works on or shows is left alone


@dataclass(frozen=True)
class Gap:
    """An initiative with key facts that no source stands behind: `facts` are (path, what it is called)."""

    pk: int
    slug: str
    title: str
    stage: str
    countries: tuple
    facts: tuple
    citations: int


def uncited(initiatives):
    """Those of the queryset `initiatives` that have a key fact without a source (readiness.key_facts)."""
    lacking = _lacks("title", Exists(InitiativeText.objects.filter(initiative=OuterRef("pk"))))
    for name in ("start_date", "end_date"):
        lacking |= _lacks(name, ~Q(**{name: ""}))
    lacking |= _lacks("status", ~Q(status="unknown"))
    countries = Initiative.countries.through.objects.filter(initiative=OuterRef("pk"))
    lacking |= _lacks("countries", Exists(countries))
    lacking |= _link_lacks(Partner.objects.filter(role=readiness.KEY_ROLE), f"partners.{readiness.KEY_ROLE}.")
    lacking |= _link_lacks(Funder.objects.all(), "funders.")
    return initiatives.filter(lacking & ~_cited(OuterRef("pk"), Value("*")), stage__in=WATCHED)


def _cited(initiative, path):
    return Exists(Citation.objects.filter(initiative=initiative, field=path, states=""))


def _lacks(path, is_given):
    return Q(is_given) & ~_cited(OuterRef("pk"), Value(path))


def _link_lacks(links, prefix):
    """Whether one of `links` of an initiative, whose path is `prefix` and the organisation's slug, is cited nowhere."""
    cited = _cited(OuterRef("initiative"), Concat(Value(prefix), OuterRef("organisation__slug")))
    return Q(Exists(links.filter(~cited, initiative=OuterRef("pk"))))


def rows(initiatives):
    """The Gap of each of `initiatives` (a list), in order, in a constant number of queries."""
    found = documents.read("initiative", [initiative.uuid for initiative in initiatives])
    names = readiness.organisations(found.values())
    return [_gap(initiative, found[str(initiative.uuid)], names) for initiative in initiatives]


def all_rows(initiatives):
    """The Gaps of a queryset, however many, in batches."""
    pks = list(uncited(initiatives).order_by("slug").values_list("pk", flat=True))
    for batch in batches(pks, BATCH):
        yield from rows(list(Initiative.objects.filter(pk__in=batch).order_by("slug")))


def _gap(initiative, document, names):
    return Gap(
        pk=initiative.pk,
        slug=initiative.slug,
        title=title_in(document),
        stage=initiative.stage,
        countries=tuple(document["countries"]),
        facts=tuple(readiness.uncited(document, names)),
        citations=len(document["citations"]),
    )


def dead_sources(initiatives):
    """Sources whose page was gone when it was last asked for, and that one of `initiatives` cites.

    Empty while nobody records the state of links (Source.link_state).
    """
    if not any(field.name == "link_state" for field in Source._meta.get_fields()):
        return Source.objects.none()
    cited = Citation.objects.filter(source=OuterRef("pk"), initiative__in=initiatives.values("pk"))
    return Source.objects.filter(Exists(cited), **{"link_state": "dead"}).order_by(F("title"), "pk")

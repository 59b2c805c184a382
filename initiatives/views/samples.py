"""Made-up rows for the style guide, so that each component shows its states without a database."""

from initiatives.domain.cards import Card
from initiatives.domain.evidence import Fact, Statement
from initiatives.domain.lookups import OrganisationRef, PlaceRef, SourceRef
from initiatives.domain.offers import Offered
from initiatives.domain.paging import Page
from initiatives.domain.parts import Event, Result, Support, Text
from initiatives.domain.searching import Found
from initiatives.domain.wording import Notice
from initiatives.filters import Chip, Choice, Facet
from initiatives.models import Country
from initiatives.models.fields import PartialDate
from initiatives.search.query import Query
from initiatives.views.citing import Cite
from initiatives.views.voice_forms import WordForm
from initiatives.vocabulary import ACTIVITY_STATES, ACTIVITY_TYPES, ALL_ROLES, NAMING_NOTES, PRE_2022_NOTICE

TOKENS = ("paper", "raised", "ink", "quiet", "line", "edge", "accent", "accent-soft", "warning", "warning-soft")
UKRAINE = Country(
    code="UA",
    name_en="Ukraine",
    name_uk="Україна",
    name_sq="Ukraina",
    name_ky="Украина",
    name_ru="Украина",
    name_sr="Украјина",
)


def everything():
    """The context of the style guide: samples by the name of their component."""
    return {
        "tokens": TOKENS,
        "form": form(),
        "fact": Fact("start_date", "2018-02", (1, 2), (), (Statement(2, "2018", "", ""),)),
        "start": PartialDate("2018-02"),
        "cards": [card(), card(titles={"sq": "Shembull"}, original_language="sq", summaries={}, status="unknown")],
        "notices": notices(),
        "activities": [activity("held", "2017-04"), activity("planned", "2024"), activity("claimed", "")],
        "roles": [(ALL_ROLES["funder"], [support("funder")]), (ALL_ROLES["partner"], [support("partner")])],
        "claims": [result()],
        "sources": sources(),
        "chips": [Chip("country", "Country", "Ukraine", "")],
        "facets": [facet()],
        "looser": [(12, Chip("theme", "Theme", "Dialogue", ""))],
        "nothing": [],
        "offers": [Offered("Place", "Зразок", "uk", "?q=sample")],
        "found": Found("samplle", Query(), "sample", None, is_close=True),
        "spellings": [("sampel", "q=sampel")],
        "parts": [("sample", 3, "q=sample")],
        "page": Page([], "key", 2, 60),
        "similar": [(card(), ["Ukraine", "Dialogue"])],
        "shown": ("A sample platform", "en", "?sample"),
        "started": "Founded",
        "noted": Fact("start_date", "2018-02", (1,), ("The month is from the first report.",)),
        "names": [
            ("Sample platform", "en", Fact("title", "", (1,), (), (Statement(2, "Platform of samples", "", ""),)))
        ],
        "text": Text("en", "A sample", "People of two towns meet.", "", "", False, "human"),
        "original": Text("uk", "Зразок", "Мешканці двох міст зустрічаються.", "", "", True, "original"),
        "company": [(("sample", "A sample organisation", "en"), 2), (("sample", "Зразок", "uk"), 1)],
        "cite": Cite(
            "A sample platform", "en", ". peacemap, version of 21 November 2026.", (("BibTeX", "@misc{sample}"),)
        ),
        "notes": [NAMING_NOTES["kosovo"]],
        "rows": [(UKRAINE, 2)],
        "publishers": (),
    }


def form():
    """A form sent empty, with what is wrong beside its fields; without a time, so that the page stays the same."""
    sample = WordForm({})
    sample.data = {}
    return sample


def notices():
    return [
        Notice(str(PRE_2022_NOTICE), "Status not confirmed since June 2021.", "warning"),
        Notice("This text was translated by machine."),
    ]


def card(**changes):
    data = {
        "slug": "sample",
        "titles": {"en": "A sample platform", "uk": "Зразок платформи"},
        "summaries": {"en": "Brings residents of several towns together, online and in person."},
        "original_language": "uk",
        "kind": "platform",
        "status": "ongoing",
        "status_date": "2021-06",
        "start_date": "2018-02",
        "end_date": "",
        "countries": ["UA"],
        "themes": ["dialogue"],
        "lead": [],
        "verification": "source-checked",
        "verified_date": "2026-11-21",
        "predates_full_scale_war": True,
    }
    return Card(data | changes, {"UA": UKRAINE})


def activity(state, start):
    fact = Fact("activities.sample", "", (1,), ("Older than the platform itself.",) if state == "held" else ())
    return Event(
        key=f"sample-{state}",
        type=ACTIVITY_TYPES["dialogue-marathon"],
        state=ACTIVITY_STATES[state],
        title="A marathon of dialogues",
        language="en",
        description="Open meetings in several towns.",
        topics=("Narrative and conflict", "After the war") if state == "claimed" else (),
        count=3 if state == "claimed" else None,
        places=(PlaceRef("", "Kyiv", "en", "UA", "place", None, None, "", {"uk": "Київ"}),),
        start=PartialDate(start),
        end=PartialDate(""),
        fact=fact,
        fact_start=fact,
    )


def support(role):
    return Support(
        role=ALL_ROLES[role],
        organisation=OrganisationRef("", "sample", "A sample organisation", "en", "UA"),
        programme="A sample programme" if role == "funder" else "",
        amount="",
        currency="",
        purpose="",
        start=PartialDate("2019" if role == "funder" else ""),
        end=PartialDate(""),
        fact=Fact("", "", (1,)),
    )


def result():
    fact, never = Fact("claims.sample", "", (2,)), PartialDate("")
    return Result(
        "sample", "Media reach of around 15 million people in 1.5 years.", "", "", "claimed", never, never, fact
    )


def sources():
    first = (
        "A sample page",
        "A sample publisher",
        "",
        "organisation-page",
        "en",
        PartialDate("2021-06-22"),
        "",
        "",
        "",
    )
    second = ("Зразок звіту", "", "", "annual-report", "uk", PartialDate(""), "", "", "Annual Report 2020")
    rows = (SourceRef("", "https://example.org/page", *first), SourceRef("", "", *second))
    return [(1, rows[0], ("Its words, as printed.",)), (2, rows[1], ())]


def facet():
    choices = [
        Choice("UA", "Ukraine", 214, True),
        Choice("XK", "Kosovo", 57, False),
        Choice("KG", "Kyrgyzstan", 0, False),
    ]
    return Facet("country", "Country", choices, 9, "more=country")

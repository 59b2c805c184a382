"""Every kind of page that a reader meets, and a directory in which each has something to show."""

import functools
import uuid
from dataclasses import dataclass

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.urls import resolve
from django.utils.translation import override

from initiatives.domain import confirming, editing, profiles, voice
from initiatives.domain.versions import token_of
from initiatives.models import Change
from tests.admin.builders import make_user
from tests.factories import cite, make_full, make_initiative, make_source
from tests.views.pages import in_language

PLATFORM = "national-platform-dialogue-for-peace-and-secure-reintegration"
SEND = "main form.voice button"
FAILING = {
    "answers-400": BadRequest,
    "answers-403": PermissionDenied,
    "answers-413": RequestDataTooBig,
    "answers-500": ZeroDivisionError,
    "answers-503": OperationalError,
}


@dataclass(frozen=True)
class Kind:
    """`address`: a path in English, or what makes one. `press`: the button by which the page is reached from there."""

    address: object
    status: int = 200
    press: str = ""
    fill: tuple = ()  # (selector, text) of what is typed first

    @property
    def path(self):
        """Without its query."""
        return self.address.partition("?")[0] if isinstance(self.address, str) else "/confirm/any/"

    @property
    def route(self):
        """The name of its pattern in the site map; "" where there is none."""
        with override("en"):
            return resolve(self.path).url_name if self.status != 404 else ""

    @property
    def has_form(self):
        return self.path.startswith(("/cases/", "/confirm/any/", "/admin/", "/correct/")) and self.path != "/correct/"

    def open(self, page, language="en"):
        """Go there in a language, and say whether it answered as it should."""
        path = self.address if isinstance(self.address, str) else self.address()
        answer = page.goto(in_language(path, language))
        for selector, text in self.fill:
            page.locator(selector).fill(text)
        if self.press:
            with page.expect_navigation() as gone:
                page.locator(self.press).first.click()
            answer = gone.value
        assert (path, answer.status) == (path, self.status)


def fill_directory():
    """Profiles besides the ones from sources: with all parts, bare, in one language, over; {kind of page: Kind}."""
    full = make_full("Bridges", slug="full", texts=texts("en", "uk"), citations=conflicting())
    make_initiative("Bare", slug="bare")
    make_initiative(slug="shqip", texts=texts("sq"), start_date="2019")
    ended = {"status": "completed", "status_date": "2020", "end_date": "2020-05"}
    make_initiative("Closed", slug="closed", start_date="2014", countries=["XK"], **ended)
    many()
    editor = make_user("olena", group="Editors", codes=["UA"])
    return PLAIN | FORMS | ERRORS | links(full, editor)


def many():
    """Enough for a second page of the list."""
    rows = {str(uuid.uuid4()): number for number in range(24)}
    editing.write("initiative", {key: one_of_many(key, number) for key, number in rows.items()}, by=None, act="created")


def one_of_many(key, number):
    told = [{"language": "en", "title": f"One of many {number}", "summary": "A summary."}]
    row = {"uuid": key, "slug": f"one-{number}", "kind": "project", "stage": "published", "texts": told}
    return row | {"countries": ["UA"], "inclusion_criterion": "works-on-conflict"}


def texts(*languages):
    titles = {"en": "Bridges", "uk": "Мости", "sq": "Ura"}
    told = {"en": "People of two banks meet.", "uk": "Зустрічі людей з двох берегів.", "sq": "Njerëz që takohen."}
    return [
        {"language": tag, "title": titles[tag], "summary": told[tag], "mission": told[tag], "is_original": number == 0}
        for number, tag in enumerate(reversed(languages))
    ]


def conflicting():
    first, second = make_source("A report", url="https://example.org/r", date="2020"), make_source("A page")
    return [cite(first, "start_date", quote="since 2018"), cite(second, "start_date", states="2019")]


def links(initiative, editor):
    """Kinds of pages that only who has a link can see; a link to confirm works once."""
    _case, token = voice.receive("correction", about=("initiative", initiative.uuid), wrong="2019", right="2018")

    def asking():
        return f"/confirm/{confirming.make(initiative, by=editor)}/"

    first = Change.objects.filter(key=str(initiative.uuid)).earliest("at")
    return {
        "version": Kind(f"/initiatives/full/versions/{token_of(first.key, first.at)}/"),
        "case": Kind(f"/cases/{token}/?sent=1"),
        "question": Kind(asking),
        "question with an error": Kind(asking, 400, "button[value=change]"),
        "thanks": Kind(asking, 200, "button[value=confirmed]"),
    }


def fail_for(monkeypatch):
    """Let the addresses in FAILING meet the mistake that each names."""
    real = profiles.get

    @functools.wraps(real)
    def get(slug, *more, **named):
        if slug in FAILING:
            raise FAILING[slug]
        return real(slug, *more, **named)

    monkeypatch.setattr(profiles, "get", get)


PLAIN = {
    "home": Kind("/"),
    "map": Kind("/map/"),
    "map, narrowed": Kind("/map/?theme=dialogue"),
    "list": Kind("/initiatives/"),
    "list, narrowed": Kind("/initiatives/?country=UA&theme=dialogue&more=theme&more=organisations"),
    "list, misspelt": Kind("/initiatives/?q=dialoge&since=x"),
    "list, page 2": Kind("/initiatives/?page=2"),
    "nothing found": Kind("/initiatives/?country=XK&theme=displacement"),
    "countries": Kind("/countries/"),
    "country": Kind("/countries/ua/"),
    "country apart": Kind("/countries/xk/"),
    "country without profiles": Kind("/countries/ki/"),
    "profile of sources": Kind(f"/initiatives/{PLATFORM}/"),
    "profile, full": Kind("/initiatives/full/"),
    "profile, bare": Kind("/initiatives/bare/"),
    "profile in Albanian": Kind("/initiatives/shqip/"),
    "profile, closed": Kind("/initiatives/closed/"),
    "changes": Kind("/initiatives/full/changes/"),
    "organisations": Kind("/organisations/"),
    "organisation": Kind("/organisations/cmi/"),
    "funder": Kind("/organisations/european-union/"),
    "funders": Kind("/organisations/?role=funder"),
    "activities": Kind("/activities/"),
    "about": Kind("/about/"),
    "data": Kind("/data/"),
    "style guide": Kind("/styleguide/"),
    "ways to write": Kind("/correct/?about=full"),
}
FORMS = {
    "correction": Kind("/correct/correction/?about=full"),
    "correction with an error": Kind("/correct/correction/?about=full", press=SEND),
    "removal": Kind("/correct/removal/"),
    "removal with an error": Kind("/correct/removal/", press=SEND, fill=(("#id_text", " "),)),
    "claim": Kind("/correct/claim/?organisation=cmi"),
    "addition": Kind("/correct/addition/"),
    "addition with an error": Kind("/correct/addition/", press=SEND, fill=(("#id_title", "x"), ("#id_text", " "))),
    "too many": Kind("/correct/removal/", 429, SEND, (("#id_text", "It endangers a trainer."),)),
    "login": Kind("/admin/login/"),
}
ERRORS = {
    "not there": Kind("/nothing/", 404),
    "dead link": Kind("/confirm/none/", 410),
    **{f"error {slug[-3:]}": Kind(f"/initiatives/{slug}/", int(slug[-3:])) for slug in FAILING},
}

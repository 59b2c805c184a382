"""The desk shows what waits for this person, within their countries and rights, in a fixed number of queries."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.domain import confirming, documents, linkchecks
from initiatives.models import Change, ImportRun, Initiative, Likeness, Source
from tests.admin.builders import make_country, make_user
from tests.factories import cite, make_initiative, make_source

pytestmark = pytest.mark.django_db
LONG_AGO = "2020-01-01"
QUERIES = 43  # 13 of them for the versions of what can be ticked, 9 for who asks and what they may
VERIFY = "/admin/initiatives/initiative/verify/"


def sections(client):
    return {section.name: section for section in client.get("/admin/").context["sections"]}


def titles(section):
    return [row.title for row in section.rows]


def fill(by, code="UA", mark=""):
    """Something for each section in the country `code`."""
    today, page = timezone.localdate(), make_source(f"Page{mark}", url=f"https://example.org/{mark or 'a'}")
    own = {"countries": [code], "citations": [cite(page, "*")]}
    make_initiative(f"Old{mark}", verified_date=LONG_AGO, **own)
    make_initiative(f"Waiting{mark}", stage="in-review", **own)
    make_initiative(f"Bare{mark}", verified_date=str(today), countries=[code])
    asked = make_initiative(f"Asked{mark}", verified_date=str(today), **own)
    confirming.answer(confirming.make(asked, by=by), "removal", text="Please.")
    draft = make_initiative(f"Draft{mark}", stage="draft", **own)
    Change.objects.filter(subject="initiative", key=draft.uuid).update(by=by)
    ImportRun.objects.create(file_name=f"table{mark}.csv", state="interrupted", by=by)
    for day in range(3):
        linkchecks.record(page, now=timezone.now() - dt.timedelta(days=day))


def test_each_section_shows_what_waits(as_, editor):
    fill(editor)

    found = sections(as_(editor))

    assert {name: titles(section) for name, section in found.items()} == {
        "cases": ["Asked"],
        "in-review": ["Waiting"],
        "overdue": ["Old"],
        "imports": ["table.csv"],
        "dead-links": ["Page"],
        "without-source": ["Bare"],
        "drafts": ["Draft"],
    }
    assert {section.count for section in found.values()} == {1}


def test_addresses_of_the_desk_answer(as_, editor):
    fill(editor)
    client = as_(editor)

    for section in sections(client).values():
        for address in filter(None, [section.more, *(row.url for row in section.rows)]):
            assert (address, client.get(address).status_code) == (address, 200)
    listed = client.get("/admin/initiatives/initiative/?check=overdue").context["cl"].result_list
    assert [str(obj.texts.get().title) for obj in listed] == ["Old"]
    assert list(client.get("/admin/initiatives/source/?link=dead").context["cl"].result_list) == [Source.objects.get()]


def test_nothing_of_other_countries_and_other_people_is_on_it(as_, editor, reviewer):
    fill(reviewer, code="XK", mark=" concealed")
    bound = make_user("besa", group="Editors", codes=["UA"])

    response = as_(bound).get("/admin/")

    assert response.context["sections"] == []
    assert b"concealed" not in response.content
    assert "Nothing waits for you." in response.content.decode()
    seen = sections(as_(editor))
    assert set(seen) == {"cases", "in-review", "overdue", "dead-links", "without-source"}  # no drafts, no imports


def test_possible_doubles_are_counted_for_who_may_merge(as_, editor):
    today = str(timezone.localdate())
    one, other = (make_initiative("The same", verified_date=today, citations=[cite(make_source(), "*")]) for _ in "ab")
    one, other = sorted([str(one.uuid), str(other.uuid)])
    Likeness.objects.create(subject="initiative", one=one, other=other, reasons=[], rank=0, found_at=timezone.now())

    (section,) = sections(as_(editor)).values()

    assert (section.count, titles(section)) == (1, ["Initiatives"])
    assert as_(editor).get(section.rows[0].url).status_code == 200
    assert sections(as_(make_user("reader", group="Readers"))) == {}


def test_who_may_only_read_may_tick_nothing(as_, editor):
    fill(editor)
    reader = make_user("reader", group="Readers")

    response = as_(reader).get("/admin/")

    assert b'name="row"' not in response.content
    assert set(sections(as_(reader))) == {"dead-links", "in-review", "overdue", "without-source"}
    assert b"Quick add" not in response.content
    assert as_(make_user("nobody")).get("/admin/").context["sections"] == []


def test_contributors_have_no_box_for_what_they_may_not_change(as_, editor):
    fill(editor)
    contributor = make_user("contributor", group="Contributors", codes=["UA"])
    mine = make_initiative("Mine", verified_date=LONG_AGO)
    Change.objects.filter(subject="initiative", key=mine.uuid).update(by=contributor)

    response = as_(contributor).get("/admin/")

    assert titles(sections(as_(contributor))["overdue"]) == ["Mine"]
    assert b'name="row"' not in response.content
    assert b"Quick add" in response.content


@pytest.mark.parametrize("rows", [1, 7])
def test_number_of_queries(as_, editor, django_assert_num_queries, rows):
    for number in range(rows):
        fill(editor, mark=f" {number}")
    client = as_(editor)
    client.get("/admin/")

    with django_assert_num_queries(QUERIES):
        found = client.get("/admin/").context["sections"]

    assert {section.count for section in found} == {rows}
    assert {len(section.rows) for section in found} == {min(rows, 5)}


class TestSeveralAtOnce:
    @pytest.fixture
    def rows(self, editor):
        return [make_initiative(f"Old {number}", verified_date=LONG_AGO) for number in range(3)]

    def boxes(self, client):
        return [row.box for row in sections(client)["overdue"].rows]

    def test_ticked_ones_are_verified_and_named_in_the_history(self, as_, editor, rows):
        client = as_(editor)

        response = client.post(VERIFY, {"row": self.boxes(client)[:2]}, follow=True)

        assert "2 profiles are marked as checked today." in response.content.decode()
        dates = Initiative.objects.order_by("pk").values_list("verified_date", flat=True)
        assert list(dates) == [timezone.localdate()] * 2 + [dt.date(2020, 1, 1)]
        assert list(Change.objects.filter(act="verified").values_list("by__username", flat=True)) == ["olena"] * 2

    def test_one_that_changed_since_is_left(self, as_, editor, rows):
        client = as_(editor)
        boxes = self.boxes(client)
        Initiative.objects.filter(pk=rows[0].pk).update(start_date="2019")

        response = client.post(VERIFY, {"row": boxes}, follow=True)

        page = response.content.decode()
        assert "“Old 0” has changed since you saw it: look at it again." in page
        assert "2 profiles are marked as checked today." in page

    def test_others_profiles_and_nonsense_are_refused(self, as_, editor, rows):
        hidden = make_initiative("Elsewhere", countries=["XK"], verified_date=LONG_AGO)
        token = documents.token(documents.read_one("initiative", hidden.uuid))
        bound = as_(make_user("besa", group="Editors", codes=["UA"]))
        address = VERIFY

        assert bound.post(address, {"row": f"{hidden.pk}:{token}"}).status_code == 404
        assert bound.post(address, {"row": "999999:x"}).status_code == 404
        assert bound.post(address, {"row": "x"}).status_code == 400
        assert bound.post(address, {"row": ["1:x"] * 101}).status_code == 400
        assert bound.get(address).status_code == 405
        assert as_(make_user("reader", rights=["view_initiative"])).post(address, {}).status_code == 403
        assert not Change.objects.filter(act="verified").exists()

    def test_nothing_ticked_says_so(self, as_, editor, rows):
        response = as_(editor).post(VERIFY, follow=True)

        assert "Tick the profiles that you have checked first." in response.content.decode()


def test_contributor_marks_nothing_as_checked_that_only_they_have_seen(as_):
    contributor = make_user("c", group="Contributors")
    draft = make_initiative("Own", stage="draft")
    Change.objects.update(by=contributor)
    token = documents.token(documents.read_one("initiative", draft.uuid))

    assert as_(contributor).post(VERIFY, {"row": f"{draft.pk}:{token}"}).status_code == 403
    assert Initiative.objects.get().verification == "unverified"


class TestQuickAdd:
    address = "/admin/initiatives/initiative/quick/"

    @pytest.fixture
    def values(self, db):
        make_country("UA")
        return {
            "title": "A new platform",
            "kind": "platform",
            "country": "UA",
            "source_url": "https://example.org/about",
            "source_title": "About us",
            "summary": "It brings people together.",
        }

    def test_makes_a_draft_with_its_citation_and_goes_on(self, as_, editor, values):
        response = as_(editor).post(self.address, values)

        made = Initiative.objects.get()
        assert response.headers["Location"] == reverse("admin:initiatives_initiative_change", args=[made.pk])
        document = documents.read_one("initiative", made.uuid)
        assert (made.stage, made.slug, document["countries"]) == ("draft", "a-new-platform", ["UA"])
        assert [(row["language"], row["title"], row["summary"]) for row in document["texts"]] == [
            ("en", "A new platform", "It brings people together.")
        ]
        assert [(row["field"], row["source"]) for row in document["citations"]] == [
            ("*", str(Source.objects.get().uuid))
        ]
        assert [(row.subject, row.by) for row in Change.objects.order_by("pk")] == [
            ("source", editor),
            ("initiative", editor),
        ]

    def test_text_is_in_the_language_of_the_page(self, as_, editor, values):
        as_(editor).post("/uk" + self.address, values)

        assert Initiative.objects.get().texts.get().language == "uk"

    def test_known_source_is_used_again(self, as_, editor, values):
        known = make_source("Known", url=values["source_url"])

        as_(editor).post(self.address, values)
        as_(editor).post(self.address, values)

        assert list(Source.objects.all()) == [known]
        assert sorted(Initiative.objects.values_list("slug", flat=True)) == ["a-new-platform", "a-new-platform-2"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("title", " \x00 "),
            ("kind", "x"),
            ("country", "XX"),
            ("country", "\0"),
            ("source_url", "javascript:alert(1)"),
            ("source_url", "ftp://example.org/"),
            ("source_title", ""),
            ("summary", ""),
        ],
    )
    def test_what_is_missing_or_odd_is_said(self, as_, editor, values, name, value):
        response = as_(editor).post(self.address, values | {name: value})

        assert response.status_code == 200
        assert list(response.context["form"].errors) == [name]
        assert Initiative.objects.count() == 0

    def test_only_in_own_countries_and_with_the_right(self, as_, values):
        make_country("XK")
        bound = as_(make_user("besa", group="Editors", codes=["UA"]))
        assert list(bound.post(self.address, values | {"country": "XK"}).context["form"].errors) == ["country"]
        assert as_(make_user("reader", rights=["view_initiative"])).post(self.address, values).status_code == 403
        assert as_(make_user("adder", rights=["add_initiative"])).post(self.address, values).status_code == 200
        assert Initiative.objects.count() == 0

    def test_contact_data_is_looked_at_first(self, as_, editor, values):
        client, values = as_(editor), values | {"summary": "Write to whoever@example.org."}

        response = client.post(self.address, values)

        assert (response.status_code, Initiative.objects.count(), Source.objects.count()) == (422, 0, 0)
        finding = response.context["unlooked"].findings[0][0]
        assert client.post(self.address, values | {"_looked": finding.token}).status_code == 302

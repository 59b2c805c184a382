"""The queue of what strangers wrote: whose it is to see, what can be done about it, and what stands in the history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.domain import documents, editing, voice
from initiatives.models import Case, Change, Initiative, Listing, Source
from tests.admin.builders import make_country, make_user
from tests.factories import make_full, make_initiative, make_organisation

QUEUE = "/admin/initiatives/case/"


@pytest.fixture(autouse=True)
def countries(db):
    return [make_country(code) for code in ("UA", "XK")]


@pytest.fixture
def platform():
    return make_full("A platform", slug="platform", citations=[])


def sent(kind="correction", about=None, **typed):
    key = ("", "") if about is None else (type(about)._meta.model_name, about.uuid)
    case, token = voice.receive(kind, about=key, **typed)
    case.token = token
    return case


def page(case):
    return reverse("admin:initiatives_case_change", args=[case.pk])


def press(client, case, act, **more):
    """Open the case and press a button: the answer, and the case as it is then."""
    weighed = client.get(page(case)).context["weighed"]
    fields = {"field": weighed.correction.field, "value": weighed.correction.value, "_version": weighed.version}
    fields |= {name: getattr(weighed.correction, name) for name in ("source_url", "source_title")}
    response = client.post(page(case), fields | {"_act": act} | more)
    case.refresh_from_db()
    return response


def buttons(client, case):
    return client.get(page(case)).context["weighed"].acts


# --- who sees what ---


def test_removals_come_first_then_open_ones_the_oldest_on_top(as_, editor, platform):
    rows = [sent(about=platform) for _ in range(4)]
    Case.objects.filter(pk=rows[0].pk).update(state="declined")
    removal = sent("removal", about=platform)

    assert list(as_(editor).get(QUEUE).context["cl"].result_list) == [removal, *rows[1:], rows[0]]
    assert list(as_(editor).get(f"{QUEUE}?state__exact=declined").context["cl"].result_list) == rows[:1]


class TestEditorOfOneCountry:
    @pytest.fixture
    def client(self, as_):
        return as_(make_user("olena", group="Editors", codes=["UA"]))

    def test_sees_what_is_about_their_country(self, client):
        office = make_organisation("An office", country="UA")
        cases = [
            sent(about=make_initiative("Here", countries=["UA"], sensitivity="withheld")),
            sent(about=office),
            sent("addition", title="New here", country=make_country("UA")),
        ]

        assert list(client.get(QUEUE).context["cl"].result_list) == cases
        assert {client.get(page(case)).status_code for case in cases} == {200}

    def test_sees_nothing_of_elsewhere(self, client):
        cases = [
            sent(about=make_initiative("Sentinel", countries=["XK"]), text="Sentinel"),
            sent(about=make_organisation("Sentinel", country="XK"), text="Sentinel"),
            sent("addition", title="Sentinel", country=make_country("XK")),
            sent("addition", title="Sentinel"),
        ]

        for path in (QUEUE, *map(page, cases)):
            assert "Sentinel" not in client.get(path).content.decode()
        assert list(client.get(f"{QUEUE}?q=Sentinel").context["cl"].result_list) == []
        assert {client.get(page(case)).status_code for case in cases} == {404}
        assert {client.post(page(case), {"_act": "done"}).status_code for case in cases} == {404}
        assert client.get(f"{QUEUE}999/change/").status_code == 404


def test_without_the_right_there_is_no_queue(as_, platform):
    case = sent(about=platform)
    client = as_(make_user("reader", rights=["view_initiative"]))

    assert client.get(QUEUE).status_code == client.get(page(case)).status_code == 403


def test_who_may_only_look_has_no_buttons(as_, platform):
    case = sent(about=platform)
    client = as_(make_user("reader", rights=["view_case", "view_initiative"]))

    assert buttons(client, case) == set()
    assert client.post(page(case), {"_act": "done"}).status_code == 403


def test_queue_asks_as_many_queries_for_many(as_, editor, platform):
    client, counts = as_(editor), []
    client.get(QUEUE)
    for number in (1, 3):
        while Case.objects.count() < number:
            sent(about=platform)
        with CaptureQueriesContext(connection) as found:
            client.get(QUEUE)
        counts.append(len(found))

    assert counts[0] == counts[1]


# --- corrections ---


def test_page_shows_the_difference_in_words(as_, editor, platform):
    case = sent(about=platform, field="start_date", wrong="2018", right="2019-03")
    (difference,) = as_(editor).get(page(case)).context["weighed"].differences

    assert (difference.label, difference.old, difference.new) == ("start", "2018-02", "2019-03")


def test_taken_over_it_stands_in_the_profile_with_its_source(as_, editor, platform):
    case = sent(about=platform, field="start_date", right="2019-03", source_url="https://example.org/new")

    press(as_(editor), case, "take", reason="Seen there.", answer="Thank you.")

    document = documents.read_one("initiative", platform.uuid)
    source = Source.objects.get(url="https://example.org/new")
    assert document["start_date"] == "2019-03"
    assert (source.type, source.title) == ("submission", voice_title(case))
    assert [(row["field"], row["source"]) for row in document["citations"]] == [("start_date", str(source.uuid))]
    assert (case.state, case.outcome, case.by, case.answer) == ("done", "changed", editor, "Thank you.")
    change = Change.objects.filter(subject="initiative").first()
    assert (change.by, change.reason) == (editor, f"Case {case.pk}: Seen there.")


def voice_title(case):
    return f"Sent to this directory, case {case.pk}"


def test_known_source_is_reused(as_, editor, platform):
    known = Source.objects.get(url="https://example.org/1")
    case = sent(about=platform, field="website", right="https://example.org/", source_url=known.url)

    press(as_(editor), case, "take")

    assert documents.read_one("initiative", platform.uuid)["citations"][0]["source"] == str(known.uuid)
    assert Source.objects.filter(url=known.url).count() == 1


@pytest.mark.parametrize(("field", "name"), [("title", "title"), ("summary", "summary"), ("mission", "mission")])
def test_texts_change_in_the_language_of_the_sender(as_, editor, field, name):
    texts = [{"language": "en", "title": "One"}, {"language": "uk", "title": "Один"}]
    initiative = make_initiative(texts=texts)
    case = sent(about=initiative, field=field, right="Два", language="uk")

    press(as_(editor), case, "take")

    found = {row["language"]: row[name] for row in documents.read_one("initiative", initiative.uuid)["texts"]}
    assert found["uk"] == "Два"
    assert found["en"] != "Два"


@pytest.mark.parametrize(("field", "name"), [("title", "name"), ("start_date", "founded"), ("summary", "description")])
def test_organisation_is_corrected_too(as_, editor, field, name):
    office = make_organisation("An office", country="UA")
    case = sent(about=office, field=field, right="2001")

    press(as_(editor), case, "take")

    assert documents.read_one("organisation", office.uuid)[name] == "2001"


@pytest.mark.parametrize(
    "more",
    [
        {"value": "long ago"},
        {"value": ""},
        {"field": ""},
        {"field": "website", "value": "javascript:alert(1)"},
        {"field": "nonsense"},
        {"field": "end_date", "value": "2001"},
        {"source_url": "nonsense"},
        {"_version": "0123456789abcdef"},
    ],
    ids=str,
)
def test_what_can_not_be_written_changes_nothing_and_loses_nothing(as_, editor, platform, more):
    case = sent(about=platform, field="start_date", right="2019-03")
    before = documents.read_one("initiative", platform.uuid)

    response = press(as_(editor), case, "take", reason="Seen there.", answer="Thank you.", **more)

    assert response.status_code == 409
    assert documents.read_one("initiative", platform.uuid) == before
    assert (case.state, Source.objects.filter(type="submission").count()) == ("new", 0)
    content = response.content.decode()
    assert "Thank you." in content
    assert "Seen there." in content


def test_profile_changed_by_another_is_not_overwritten(as_, editor, platform):
    case = sent(about=platform, field="start_date", right="2019-03")
    client = as_(editor)
    version = client.get(page(case)).context["weighed"].version
    Initiative.objects.update(end_date="2030")

    data = {"_act": "take", "field": "start_date", "value": "2019-03", "_version": version}
    assert client.post(page(case), data).status_code == 409
    assert Initiative.objects.get(pk=platform.pk).start_date == "2018-02"


def test_who_may_not_change_the_profile_is_not_offered_it(as_, platform):
    case = sent(about=platform, field="start_date", right="2019-03")
    client = as_(make_user("helper", rights=["view_case", "change_case", "view_initiative"]))

    assert buttons(client, case) == {"work", "done", "decline"}
    assert client.post(page(case), {"_act": "take", "field": "start_date", "value": "1"}).status_code == 403


# --- the other kinds ---


def test_new_initiative_becomes_a_draft(as_, editor):
    case = sent("addition", title="Мости", text="Builds bridges.", country=make_country("UA"), language="uk")

    response = press(as_(editor), case, "draft")

    draft = Initiative.objects.get()
    assert response.headers["Location"] == reverse("admin:initiatives_initiative_change", args=[draft.pk])
    assert (draft.stage, draft.slug, draft.texts.get().title) == ("draft", "mosti", "Мости")
    assert draft.citations.get().source.type == "submission"
    assert (case.outcome, case.key) == ("drafted", str(draft.uuid))
    assert not Listing.objects.exists()


def test_organisation_confirms(as_, editor, platform):
    case = sent("claim", about=platform, title="We")

    press(as_(editor), case, "confirm")

    platform.refresh_from_db()
    assert (platform.verification, case.outcome) == ("confirmed-by-organisation", "confirmed")


def test_declined_with_a_reason(as_, editor, platform):
    case, client = sent(about=platform), as_(editor)

    assert press(client, case, "decline").status_code == 409
    press(client, case, "decline", reason="Spam", answer="No.")
    assert (case.state, case.reason, case.answer) == ("declined", "Spam", "No.")
    assert case.closed_at


def test_what_was_closed_meanwhile_stays_closed(as_, editor, platform):
    case, client = sent(about=platform), as_(editor)
    client.get(page(case))
    voice.withdraw(case)

    assert client.post(page(case), {"_act": "done"}).status_code == 403
    case.refresh_from_db()
    assert case.state == "withdrawn"


# --- hiding ---


def test_reviewer_hides_a_profile_by_opening_the_case_and_one_button(as_, reviewer, client, platform):
    case = sent("removal", about=platform, text="It endangers us.")
    assert client.get("/initiatives/platform/").status_code == 200

    press(as_(reviewer), case, "hide", reason="In danger")

    assert client.get("/initiatives/platform/").status_code == 404
    assert not Listing.objects.exists()
    change = Change.objects.filter(subject="initiative").first()
    assert (change.act, change.by, change.reason) == ("withdrawn", reviewer, f"Case {case.pk}: In danger")
    assert (case.state, case.outcome) == ("in-work", "hidden")


def test_what_was_hidden_can_be_shown_again(as_, reviewer, platform):
    case, client = sent("removal", about=platform), as_(reviewer)
    before = documents.read_one("initiative", platform.uuid)
    press(client, case, "hide")
    assert "show" in buttons(client, case)

    press(client, case, "show")

    assert documents.read_one("initiative", platform.uuid) == before
    assert Listing.objects.count() == 1
    assert (case.outcome, case.hidings.count()) == ("shown", 0)
    assert Change.objects.filter(subject="initiative").first().act == "restored"


def test_what_was_edited_since_is_not_shown_again(as_, reviewer, platform):
    case, client = sent("removal", about=platform), as_(reviewer)
    press(client, case, "hide")
    Initiative.objects.update(note="Edited since")

    assert press(client, case, "show").status_code == 409
    assert not Listing.objects.exists()


def test_case_of_an_organisation_lists_what_names_it(as_, reviewer, platform):
    office = platform.partners.get().organisation
    make_full("A draft", number=2, stage="draft", partners=[{"organisation": str(office.uuid), "role": "lead"}])
    case = sent("removal", about=office)
    client = as_(reviewer)

    assert list(client.get(page(case)).context["weighed"].named_by) == [platform]
    assert buttons(client, case) == {"hide", "work", "done", "decline"}


def test_organisation_is_hidden_and_shown_again_too(as_, reviewer, platform):
    office, publisher = platform.partners.get().organisation, Source.objects.get().publisher
    source = str(Source.objects.get().uuid)
    cited = [{"source": source, "field": f"partners.partner.{office.slug}"}, {"source": source, "field": "title"}]
    editing.write(
        "initiative",
        {(key := str(platform.uuid)): documents.read_one("initiative", key) | {"citations": cited}},
        by=None,
        act="edited",
    )
    before = documents.read_one("initiative", key), documents.read_one("source", source)
    client = as_(reviewer)
    for organisation in (office, publisher):
        address = f"/organisations/{organisation.slug}/"
        assert client.get(address).status_code == 200
        case = sent("removal", about=organisation)
        press(client, case, "hide")

        assert client.get(address).status_code == 404
        assert organisation.name not in client.get("/initiatives/platform/").content.decode()
        assert press(client, case, "show").status_code == 302
        assert client.get(address).status_code == 200
    assert (documents.read_one("initiative", key), documents.read_one("source", source)) == before


def test_who_reads_the_history_of_a_source_learns_no_reason_of_a_removal(as_, reviewer, platform):
    case = sent("removal", about=Source.objects.get().publisher)

    press(as_(reviewer), case, "hide", reason="A trainer is in danger.")

    assert Change.objects.filter(subject="source").first().reason == str(case)


def test_organisation_named_elsewhere_is_for_a_reviewer_of_all(as_, platform):
    office = platform.partners.get().organisation
    make_full("Elsewhere", number=2, countries=["XK"], partners=[{"organisation": str(office.uuid), "role": "lead"}])
    client = as_(make_user("agim", group="Reviewers", codes=["UA"]))

    assert press(client, sent("removal", about=office), "hide").status_code == 409
    assert client.get(f"/organisations/{office.slug}/").status_code == 200


@pytest.mark.parametrize("group", ["Editors", ""])
def test_only_reviewers_hide(as_, platform, group):
    case = sent("removal", about=platform)
    client = as_(make_user("olena", group=group, rights=["view_case", "view_initiative"]))

    assert "hide" not in buttons(client, case)
    assert client.post(page(case), {"_act": "hide"}).status_code == 403
    assert Listing.objects.count() == 1


def test_only_reviewers_delete_a_case(as_, reviewer, platform):
    case = sent("removal", about=platform)
    voice.add_word(case, "more")
    address = f"{QUEUE}{case.pk}/delete/"

    assert as_(make_user("olena", group="Editors")).post(address, {"post": "yes"}).status_code == 403
    assert address in as_(reviewer).get(page(case)).content.decode()
    assert as_(reviewer).post(address, {"post": "yes"}).status_code == 302
    assert not Case.objects.exists()


def test_looking_writes_nothing(as_, reviewer, platform):
    case = sent("removal", about=platform)
    before = list(Case.objects.values()), Change.objects.count()
    client = as_(reviewer)
    for path in (QUEUE, page(case), f"{page(case)}?_act=hide", f"{QUEUE}{case.pk}/history/"):
        client.get(path)

    assert (list(Case.objects.values()), Change.objects.count()) == before


def test_words_of_strangers_are_text(as_, reviewer, platform):
    case = sent("removal", about=platform, text="<script>alert(1)</script>{{ 7*7 }}", page="<b>")
    voice.add_word(case, "<i>more</i>")
    for path in (QUEUE, page(case)):
        content = as_(reviewer).get(path).content.decode()
        assert "<script>alert" not in content
        assert "<b>&lt;" not in content
        assert "<i>more" not in content


def test_nobody_shows_an_organisation_again_in_profiles_of_other_countries(as_, reviewer, platform):
    office = platform.partners.get().organisation
    case = sent("removal", about=office)
    press(as_(reviewer), case, "hide")

    response = press(as_(make_user("besa", group="Reviewers", codes=["XK"])), case, "show")

    assert response.status_code == 409
    assert not platform.partners.exists()


def test_contact_data_in_a_correction_is_looked_at_before_it_is_written(as_, editor, platform):
    case, client = sent(about=platform, field="summary", right="Write to whoever@example.org."), as_(editor)

    response = press(client, case, "take", answer="Thank you.")

    assert (response.status_code, case.state) == (422, "new")
    assert "whoever" not in platform.texts.get().summary
    assert "Thank you." in response.content.decode()
    finding = response.context["unlooked"].findings[0][0]
    press(client, case, "take", _looked=finding.token)
    assert "whoever" in platform.texts.get().summary


def test_contact_data_in_a_new_initiative_is_looked_at_before_there_is_a_draft(as_, editor):
    case, client = sent("addition", title="New", text="Write to whoever@example.org."), as_(editor)

    response = press(client, case, "draft")

    assert (response.status_code, Initiative.objects.count()) == (422, 0)
    press(client, case, "draft", _looked=response.context["unlooked"].findings[0][0].token)
    assert Initiative.objects.get().stage == "draft"

"""Strangers write to the editors: without an account, without a script, and nothing that they typed is lost."""

import datetime as dt
import logging
import re
import threading

import pytest
from django.core import signing
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from initiatives.domain import knocks, voice
from initiatives.models import Case, DayKey, Initiative, Knock
from initiatives.views.voice_forms import SIGNER
from tests.domain import made
from tests.factories import make_full, make_initiative
from tests.guards import addresses
from tests.views.pages import LANGUAGES, in_language, read

KINDS = ("correction", "removal", "claim", "addition")
FILLED = {
    "correction": {"field": "start_date", "wrong": "2018", "right": "2018-02", "source_url": "https://example.org/a"},
    "removal": {"text": "It endangers a trainer."},
    "claim": {"title": "An institute", "text": "We speak for ourselves."},
    "addition": {"title": "Bridges", "text": "It builds bridges.", "website": "https://example.org/"},
}
HIDDEN = [{"stage": "draft"}, {"stage": "withdrawn"}, {"sensitivity": "withheld"}]


@pytest.fixture(autouse=True)
def patient(settings):
    settings.CASE_FASTEST = 0


@pytest.fixture
def platform(db):
    return make_full("A platform", slug="platform")


def filled(kind, **more):
    return FILLED[kind] | {"stamp": SIGNER.sign("form")} | more


def send(client, kind="correction", query="", **more):
    return client.post(f"/correct/{kind}/{query}", filled(kind, **more))


def typed_in(response):
    """{name: value} of the fields of the form that came back."""
    return {field.name: field.value() or "" for field in response.context["form"].asked}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_waits_for_an_editor_and_has_a_page_of_its_own(client, platform, kind):
    response = send(client, kind, "?about=platform", contact="at the office")

    case = Case.objects.get()
    about = ("", "") if kind == "addition" else ("initiative", str(platform.uuid))
    assert (case.kind, case.state, (case.subject, case.key), case.contact) == (kind, "new", about, "at the office")
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert [value for value in FILLED[kind].values() if value not in read(page).text and value != "start_date"] == []
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page.headers["Cache-Control"]


def test_only_the_hash_of_the_link_is_stored(client, platform):
    token = send(client).headers["Location"].split("/")[2]

    assert len(token) == 32
    assert token not in str(list(Case.objects.values()))
    assert voice.find(token) == Case.objects.get()
    assert client.get(f"/cases/{token[:-1]}/").status_code == 404


def test_organisation_is_named_by_its_own_page(client, platform):
    page = read(client.get("/organisations/publisher-1/"))

    assert "/correct/removal/?organisation=publisher-1" in page.hrefs()
    send(client, "removal", "?organisation=publisher-1")
    assert voice.shown((Case.objects.get().subject, Case.objects.get().key))[2] == "/organisations/publisher-1/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_form_in_each_language(client, platform, kind, language):
    page = read(response := client.get(in_language(f"/correct/{kind}/?about=platform", language)))

    assert response.status_code == 200
    assert len(page.all("h1")) == 1
    assert list(response.cookies) == ["csrftoken"]
    assert "no-store" in response.headers["Cache-Control"]
    assert page.all("script") == page.all("style") == []
    labels = {label["for"] for label in page.all("label")}
    boxes = {
        box["id"] for tag in ("input", "textarea", "select") for box in page.all(tag) if box.get("type") != "hidden"
    }
    assert boxes == labels


def test_form_needs_its_token(platform):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/correct/removal/", filled("removal"))

    assert response.status_code == 403
    assert "Allow cookies for this site" in read(response).text
    assert not Case.objects.exists()


def test_no_log_line_holds_a_link(client, platform):
    token = send(client).headers["Location"].split("/")[2]
    logger = logging.getLogger("django.request")
    (handler,) = [found for found in logging.getLogger().handlers if found.get_name() == "console"]
    for path in (f"/uk/cases/{token}/", f"/cases/{token}"):
        record = logger.makeRecord(logger.name, logging.WARNING, __file__, 1, "Forbidden: %s", (path,), None)
        assert handler.filter(record)
        assert token not in handler.format(record)
        assert "/cases/…" in handler.format(record)


def body(response):
    return addresses.steady(response.content.decode())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("values", HIDDEN, ids=str)
def test_hidden_and_missing_answer_alike(client, db, kind, values):
    make_initiative("Sentinel", slug="some-one", **values)
    asked = [client.get(f"/correct/{kind}/?about=some-one"), client.post(f"/correct/{kind}/?about=some-one", {})]
    sent = client.get(send(client, kind, "?about=some-one").headers["Location"])
    chosen = client.get("/correct/?about=some-one")
    Case.objects.all().delete()
    Initiative.objects.all().delete()

    assert [body(response) for response in asked] == [
        body(client.get(f"/correct/{kind}/?about=some-one")),
        body(client.post(f"/correct/{kind}/?about=some-one", {})),
    ]
    again = client.get(send(client, kind, "?about=some-one").headers["Location"])
    assert re.sub(r"/cases/[^/]+/", "", body(sent)) == re.sub(r"/cases/[^/]+/", "", body(again))
    assert body(chosen) == body(client.get("/correct/?about=some-one"))
    assert "Sentinel" not in body(sent)


def test_hidden_and_missing_organisations_answer_alike(client, db):
    hidden = made.organisation("Sentinel house", slug="some-house")
    made.initiative(stage="draft", partners=[{"organisation": hidden, "role": "lead"}])
    about = ("/correct/?organisation=", "/correct/removal/?organisation=")

    for address in about:
        told = body(client.get(f"{address}some-house"))
        assert "Sentinel" not in told
        assert told.replace("some-house", "no-house") == body(client.get(f"{address}no-house"))


# --- keeping programs out ---


def test_whoever_fills_in_the_trap_is_asked_again(client, db):
    response = send(client, homepage="https://example.org/spam")

    assert not Case.objects.exists()
    assert typed_in(response)["right"] == "2018-02"


def test_too_quick_is_asked_again_and_taken_a_little_later(client, db, settings):
    settings.CASE_FASTEST = 1000
    data = filled("correction")
    response = client.post("/correct/correction/", data)

    assert not Case.objects.exists()
    assert typed_in(response)["right"] == "2018-02"
    settings.CASE_FASTEST = 0
    again = response.context["form"]["stamp"].value()
    assert again == data["stamp"]
    assert client.post("/correct/correction/", data | {"stamp": again}).status_code == 302


@pytest.mark.parametrize("stamp", ["", "form", "x:y:z", "form:1:\x00", signing.TimestampSigner().sign("form")])
def test_without_a_stamp_of_ours_it_is_asked_again(client, db, stamp):
    response = send(client, stamp=stamp)

    assert not Case.objects.exists()
    again = typed_in(response) | {"stamp": response.context["form"]["stamp"].value()}
    assert again["right"] == "2018-02"
    assert client.post("/correct/correction/", again).status_code == 302


def test_too_old_is_asked_again(client, db, settings):
    settings.CASE_OLDEST = -1

    assert typed_in(send(client))["right"] == "2018-02"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"right": "x" * 5001},
        {"right": "https://a.example " * 6},
        {"source_url": "javascript:alert(1)"},
        {"source_url": "ftp://example.org/"},
        {"field": "nonsense"},
        {"wrong": "", "right": ""},
    ],
    ids=str,
)
def test_what_can_not_be_taken_comes_back_with_a_sentence(client, db, more):
    response = send(client, **more)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert typed_in(response) == typed_in(response) | more
    assert not Case.objects.exists()


def test_text_is_text_without_control_characters(client, db):
    response = send(client, right="<b>1</b>\0\x1b[0m\u202e\r\nline", wrong="{{ 7*7 }}")

    assert Case.objects.get().right == "<b>1</b>[0m\nline"
    page = client.get(response.headers["Location"]).content.decode()
    assert "&lt;b&gt;1&lt;/b&gt;" in page
    assert "{{ 7*7 }}" in page


# --- limits ---


def test_one_network_sends_so_many_an_hour(client, db, settings):
    settings.CASES_AN_HOUR = 2
    answers = [send(client).status_code for _ in range(3)]
    response = send(client, right="not lost")

    assert answers == [302, 302, 429]
    assert typed_in(response)["right"] == "not lost"
    assert response.headers["Retry-After"] == "3600"
    assert "csrfmiddlewaretoken" in response.content.decode()
    assert client.post("/correct/correction/", filled("correction"), REMOTE_ADDR="198.51.100.7").status_code == 302
    assert Case.objects.count() == 3


def test_neighbours_share_a_limit_and_the_whole_site_has_one(db, settings):
    settings.CASES_AN_HOUR, settings.CASES_OF_ALL_A_DAY = 2, 3

    assert [knocks.allow(f"198.51.100.{number}") for number in range(3)] == [True, True, False]
    assert [knocks.allow(f"203.0.{number}.1") for number in range(3)] == [True, False, False]


def test_a_flood_of_other_messages_keeps_no_wish_to_be_removed_out(db, settings):
    settings.CASES_OF_ALL_A_DAY = 2
    kinds = ["correction", "addition", "correction", "removal", "removal", "removal"]

    allowed = [knocks.allow(f"203.0.{number}.1", kind) for number, kind in enumerate(kinds)]

    assert allowed == [True, True, False, True, True, False]


def test_a_day_has_a_limit_of_its_own(db, settings):
    settings.CASES_AN_HOUR, settings.CASES_A_DAY = 1, 2
    noon = timezone.now().replace(hour=12)
    hours = [noon, noon.replace(hour=13), noon.replace(hour=14)]

    assert [knocks.allow("198.51.100.7", now=hour) for hour in hours] == [True, True, False]


def test_nothing_of_a_network_outlives_its_day(db):
    knocks.allow("198.51.100.7")
    first = set(Knock.objects.values_list("digest", flat=True))
    yesterday = timezone.now() - dt.timedelta(days=1)
    DayKey.objects.update(day=yesterday.date())
    Knock.objects.update(hour=yesterday)
    knocks.allow("198.51.100.7")

    assert DayKey.objects.get().day == timezone.now().date()
    assert set(Knock.objects.values_list("digest", flat=True)) & first == {knocks.EVERYBODY}
    assert "198.51" not in str([*Knock.objects.values(), *DayKey.objects.values(), *Case.objects.values()])


def test_housekeeping_forgets(db, settings):
    long_ago = timezone.now() - dt.timedelta(days=settings.CASE_CONTACT_DAYS + 1)
    voice.receive("removal", contact="at the office")
    Case.objects.update(state="done", closed_at=long_ago)
    Knock.objects.create(digest="x", hour=long_ago)
    DayKey.objects.create(day=long_ago.date(), secret="x")
    call_command("housekeeping")

    assert (Case.objects.get().contact, Knock.objects.count(), DayKey.objects.count()) == ("", 0, 0)


def test_the_proxy_may_name_the_address(client, db, settings):
    settings.CASES_AN_HOUR, settings.ADDRESS_HEADER = 1, "X-Real-IP"
    answers = [
        client.post("/correct/removal/", filled("removal"), HTTP_X_REAL_IP=address).status_code
        for address in ("198.51.100.7", "203.0.113.9", "198.51.100.8")
    ]

    assert answers == [302, 302, 429]


def test_workers_share_the_limit(transactional_db, settings):
    """At the same time, from one network: exactly as many as may."""
    settings.CASES_AN_HOUR = 3
    found, ready = [], threading.Barrier(6, timeout=60)

    def knock():
        ready.wait()
        found.append(knocks.allow("198.51.100.7"))
        connections.close_all()

    threads = [threading.Thread(target=knock) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [False] * 3 + [True] * 3


# --- the sender's page ---


@pytest.fixture
def page(client, platform):
    return send(client, "claim", "?about=platform", contact="at the office").headers["Location"].partition("?")[0]


def add(client, page, text, **more):
    return client.post(page, {"text": text, "stamp": SIGNER.sign("form")} | more)


def test_sender_follows_the_answer(client, page):
    Case.objects.update(state="done", answer="Thank you.\n<b>It is mended.</b>", reason="Secret reason")
    shown = client.get(page).content.decode()

    assert "Thank you." in shown
    assert "&lt;b&gt;It is mended." in shown
    assert "Done" in shown
    assert "Secret" not in shown
    assert "<textarea" not in shown


def test_sender_adds_a_word(client, page):
    assert add(client, page, "One thing more.").status_code == 302
    assert "One thing more." in read(client.get(page)).text


def test_word_that_can_not_be_taken_is_not_lost(client, page, settings):
    settings.CASES_AN_HOUR = 1
    assert "One thing more." in add(client, page, "One thing more.").content.decode()
    settings.CASES_AN_HOUR, settings.CASE_MOST_WORDS = 10, 0
    assert "One thing more." in add(client, page, "One thing more.").content.decode()
    assert "One thing more." in add(client, page, "One thing more.", homepage="x").content.decode()
    assert not Case.objects.get().words.exists()


def test_sender_takes_it_back_and_it_is_gone(client, page):
    add(client, page, "One thing more.")
    client.post(page, {"withdraw": "1"})

    case = Case.objects.get()
    assert (case.state, case.text, case.title, case.contact, case.words.count()) == ("withdrawn", "", "", "", 0)
    assert client.get(page).status_code == 200
    assert client.post(page, {"withdraw": "1"}).status_code == 200


def test_how_to_reach_the_sender_is_forgotten(client, page, settings):
    closed = timezone.now()
    Case.objects.update(state="done", closed_at=closed)

    assert voice.forget_contacts(now=closed + dt.timedelta(days=settings.CASE_CONTACT_DAYS - 1)) == 0
    assert voice.forget_contacts(now=closed + dt.timedelta(days=settings.CASE_CONTACT_DAYS + 1)) == 1
    assert Case.objects.get().contact == ""


def test_case_keeps_what_it_is_about_when_that_is_gone(client, page, platform):
    platform.delete()

    assert Case.objects.get().key == str(platform.uuid)
    assert "/initiatives/platform/" in read(client.get(page)).text


# --- nothing is public ---


def test_what_a_stranger_wrote_stands_on_no_page(client, platform, settings):
    settings.CASES_AN_HOUR = 12
    made.country("UA")
    word = "zubavofikade"
    for kind in KINDS:
        texts = {name: word for name in FILLED[kind] if name in ("wrong", "right", "text", "title")}
        for query in ("?about=platform", "?organisation=publisher-1", ""):
            assert send(client, kind, query, contact=word, **texts).status_code == 302

    world = addresses.World(["platform"], ["publisher-1"], ["ua"])
    answers = {path: b"".join(client.get(path)) for path in addresses.every(world)}
    assert [path for path, found in answers.items() if word.encode() in found] == []
    assert client.get("/initiatives.json", {"q": word}).json()["count"] == 0
    assert Case.objects.count() == 12

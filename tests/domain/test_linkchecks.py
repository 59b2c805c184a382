"""What is known of a link, day by day, and whose turn it is."""

import datetime as dt
import socket

import pytest
from django.core.management import call_command
from django.utils import timezone

from initiatives.domain import linkchecks
from initiatives.domain.reaching import Answer
from initiatives.models import Change, LinkCheck
from tests.domain.test_reaching import server  # noqa: F401  a fixture
from tests.factories import cite, make_initiative, make_source

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def source(db):
    return make_source("A page", url="https://example.org/page")


def failed(source, *days):
    return [linkchecks.record(source, now=NOON + day * DAY) for day in days]


def test_link_is_dead_after_failures_on_three_days(source):
    assert failed(source, 0, 0, 0, 1, 1, 2) == ["unknown"] * 5 + ["dead"]

    check = LinkCheck.objects.get()
    assert (check.failing_since, check.failed_on) == (dt.date(2026, 11, 21), dt.date(2026, 11, 23))
    assert list(linkchecks.dead()) == [source]
    assert Change.objects.filter(subject="source").count() == 1  # its making: a check is no edit


def test_one_answer_makes_it_alive_again(source):
    failed(source, 0, 1, 2)

    assert linkchecks.record(source, answer=Answer(200), now=NOON + 3 * DAY) == "alive"
    assert failed(source, 4, 5) == ["unknown", "unknown"]
    assert LinkCheck.objects.get().failing_since == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(200), "alive"),
        (Answer(204), "alive"),
        (Answer(200, "https://example.org/new"), "moved"),
        (Answer(403), "refused"),
        (Answer(429), "refused"),
        (Answer(301), "refused"),
        (Answer(404), "unknown"),
        (Answer(503), "unknown"),
    ],
)
def test_what_an_answer_means(source, answer, state):
    assert linkchecks.record(source, answer=answer) == state
    check = LinkCheck.objects.get()
    assert (check.status, check.moved_to) == (answer.status, answer.moved_to)


def test_another_address_is_another_question(source):
    failed(source, 0, 1, 2)
    source.url = "https://example.org/other"
    source.save()

    assert list(linkchecks.dead()) == []
    assert list(linkchecks.due(older_than=30, now=NOON + 2 * DAY)) == [source]
    assert failed(source, 3) == ["unknown"]
    assert LinkCheck.objects.get().failures == 1


def test_turns(source):
    make_source("Without an address")
    fresh, old = (make_source(url=f"https://example.org/{name}") for name in ("fresh", "old"))
    linkchecks.record(fresh, answer=Answer(200), now=NOON - 29 * DAY)
    linkchecks.record(old, answer=Answer(200), now=NOON - 31 * DAY)
    failing = make_source(url="https://example.org/failing")
    linkchecks.record(failing, now=NOON - DAY)

    assert list(linkchecks.due(older_than=30, now=NOON)) == [source, old, failing]
    assert list(linkchecks.due(older_than=30, now=NOON - DAY)) == [source, old]
    assert list(linkchecks.due(older_than=7, now=NOON)) == [source, old, fresh, failing]


def test_dead_link_is_marked_on_the_public_page(client, source):
    make_initiative("A platform", slug="platform", citations=[cite(source, "*")])
    failed(source, 0, 1)
    assert "Link dead since" not in client.get("/initiatives/platform/").content.decode()

    failed(source, 2)
    page = client.get("/initiatives/platform/").content.decode()
    assert 'Link dead since <time datetime="2026-11-21">21 November 2026</time>' in page
    assert "Look for an archived copy" in page


def test_sources_are_asked_and_written_down(server):  # noqa: F811
    host, port = server.server_address
    found = {path: make_source(path, url=f"http://{host}:{port}{path}") for path in ("/200", "/404", "/301/200")}
    found["inside"] = make_source(url="http://127.0.0.1:1/")

    waits = []
    pace = linkchecks.Pace(sleep=waits.append, clock=lambda: 0.0)
    counts = linkchecks.check(linkchecks.due(older_than=30), agent="x", pace=pace, allowed={(host, port)})

    assert counts == {"alive": 1, "unknown": 1, "moved": 1, "refused": 1}
    assert {path: source.link_check.state for path, source in found.items()} == {
        "/200": "alive",
        "/404": "unknown",
        "/301/200": "moved",
        "inside": "refused",
    }
    assert waits == [1.0] * (len(server.heard) - 1)  # the clock stands still: each request to the same host waits


@pytest.fixture
def closed_port():
    """A port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def silent(closed_port, count):
    """`count` sources at hosts that stay silent; which hosts may be asked."""
    hosts = [f"127.0.0.{number}" for number in range(1, count + 1)]
    for host in hosts:
        make_source(url=f"http://{host}:{closed_port}/")
    return {(host, closed_port) for host in hosts}


def test_silence_of_all_counts_against_nobody(closed_port):
    allowed = silent(closed_port, linkchecks.ENOUGH_HOSTS)

    with pytest.raises(linkchecks.Offline):
        linkchecks.check(linkchecks.due(older_than=30), agent="x", allowed=allowed)

    assert LinkCheck.objects.count() == 0


def test_host_that_stays_silent_fails(closed_port):
    allowed = silent(closed_port, 1)

    assert linkchecks.check(linkchecks.due(older_than=30), agent="x", allowed=allowed) == {"unknown": 1}


def test_command_tells_what_it_did(source, capsys):
    linkchecks.record(source, answer=Answer(200), now=timezone.now())
    call_command("check_sources")
    assert capsys.readouterr().out == "No source is due.\n"

    make_source(url="http://127.0.0.1/")
    call_command("check_sources", "--limit", "5", "--older-than", "7")
    assert capsys.readouterr().out == "1 asked: 1 refused.\n"

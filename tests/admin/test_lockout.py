"""Guessing passwords: refused after a few, for a while, in every worker; and nothing of it is kept."""

import statistics
import time

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from initiatives.domain import pseudonyms
from initiatives.models import DayKey, User
from tests.admin.builders import log_in, make_user

PASSWORD, WRONG = "a-long-pass-word", "another-pass-word"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def olena(quick, db):
    return make_user("olena", group="Editors", password=make_password(PASSWORD))


def guess(times, name="olena", address=HERE, **more):
    return [log_in(Client(), name, WRONG, REMOTE_ADDR=address, **more).status_code for _ in range(times)]


def answers(address=HERE, name="olena"):
    return log_in(Client(), name, PASSWORD, REMOTE_ADDR=address).status_code


def test_right_password_is_refused_after_thirty_wrong_ones(olena):
    assert guess(30) == [200] * (settings.LOGIN_FAILURES - 1) + [429] * (31 - settings.LOGIN_FAILURES)
    assert answers() == 429
    assert answers(ELSEWHERE) == 429


def test_it_ends_by_itself_also_where_somebody_goes_on_trying(olena):
    guess(settings.LOGIN_FAILURES)
    before = AccessAttempt.objects.get().attempt_time
    guess(3)
    assert AccessAttempt.objects.get().attempt_time == before

    AccessAttempt.objects.update(attempt_time=before - settings.AXES_COOLOFF_TIME)

    assert answers() == 302


def test_a_few_wrong_passwords_are_forgotten_with_the_right_one(olena):
    guess(settings.LOGIN_FAILURES - 1)
    assert answers() == 302
    assert guess(settings.LOGIN_FAILURES - 1) == [200] * (settings.LOGIN_FAILURES - 1)


def test_network_is_locked_out_whatever_the_names(olena, settings):
    settings.LOGIN_FAILURES_NETWORK = 12
    for number in range(12):
        guess(1, name=f"name-{number}", address=f"198.51.100.{number}")

    assert (answers(HERE), answers(ELSEWHERE)) == (429, 302)


def test_login_of_ones_own_clears_no_guesses_at_others(olena):
    guess(settings.LOGIN_FAILURES - 1)
    make_user("agim", password=make_password(PASSWORD))
    assert answers(name="agim") == 302

    assert guess(1) == [429]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.3", "172.17.0.1", "fd00::7", "", "nonsense"])
def test_proxy_that_names_nobody_locks_nobody_out(olena, settings, address):
    settings.LOGIN_FAILURES_NETWORK = 3
    for number in range(5):
        guess(1, name=f"name-{number}", address=address)

    assert answers(address) == 302


def test_address_comes_from_the_header_that_the_proxy_sets(olena, settings):
    settings.LOGIN_FAILURES_NETWORK, settings.ADDRESS_HEADER = 3, "X-Real-IP"
    for number in range(3):
        guess(1, name=f"name-{number}", address="127.0.0.1", HTTP_X_REAL_IP=HERE)

    assert log_in(Client(), "olena", PASSWORD, HTTP_X_REAL_IP=HERE).status_code == 429
    assert log_in(Client(), "olena", PASSWORD, HTTP_X_REAL_IP=ELSEWHERE).status_code == 302


def test_page_is_friendly_in_each_language_and_names_nobody(olena):
    guess(settings.LOGIN_FAILURES)
    pages = {}
    for prefix in ("", "/uk", "/sq", "/ky", "/ru", "/sr"):
        response = Client().post(f"{prefix}/admin/login/", {"username": "olena", "password": PASSWORD})
        assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
        pages[prefix] = response.content.decode()

    assert "Try again in 60 minutes." in pages[""]
    assert "olena" not in "".join(pages.values())


def test_same_answers_for_people_who_exist_and_who_do_not(olena):
    User.objects.create(username="retired", password=make_password(PASSWORD), is_active=False, is_staff=True)
    User.objects.create(username="reader", password=make_password(PASSWORD))
    said = {}
    for name in ("olena", "nobody", "retired", "reader"):
        codes, pages = [], set()
        for _ in range(settings.LOGIN_FAILURES + 1):
            response = log_in(Client(), name, WRONG)
            codes.append(response.status_code)
            pages.add(response.content.decode().replace(name, "…").partition("csrfmiddlewaretoken")[0])
        said[name] = (codes, len(pages), sorted(pages))

    assert said["nobody"] == said["retired"] == said["reader"] == said["olena"]


def test_nothing_that_was_sent_is_kept(olena, caplog):
    marks = ("198.51.100.7", "198.51.100", "olena", "mark-of-agent", "mark-of-query", "mark-of-form", "mark-of-accept")
    with caplog.at_level("DEBUG"):
        for _ in range(settings.LOGIN_FAILURES + 2):
            Client().post(
                "/admin/login/?next=/admin/&q=mark-of-query",
                {"username": "olena", "password": WRONG, "more": "mark-of-form"},
                REMOTE_ADDR=HERE,
                HTTP_USER_AGENT="mark-of-agent",
                HTTP_ACCEPT="mark-of-accept",
            )
    (row,) = AccessAttempt.objects.values()
    kept = " ".join(map(str, row.values())) + caplog.text.replace("django.db.backends", "")

    assert row["failures_since_start"] == settings.LOGIN_FAILURES
    assert [mark for mark in marks if mark in " ".join(map(str, row.values()))] == []
    assert [mark for mark in marks[3:] if mark in kept] == []


def test_pseudonyms_are_of_the_day_and_of_the_network(db):
    assert pseudonyms.network("198.51.100.7") == pseudonyms.network("::ffff:198.51.100.99") == "198.51.100.0/24"
    assert pseudonyms.network("2001:db8:0:1::7") == "2001:db8:0:1::/64"
    today = pseudonyms.of("network", "198.51.100.0/24")
    assert pseudonyms.of("network", "198.51.100.0/24") == today
    assert pseudonyms.of("name", "198.51.100.0/24") != today
    DayKey.objects.update(day="2020-02-02")

    assert pseudonyms.of("network", "198.51.100.0/24") != today
    assert DayKey.objects.count() == 1


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "\ufffd", "'; --", ""])
def test_odd_names_answer_as_any_other(quick, db, name):
    assert log_in(Client(), name, WRONG).status_code == 200


def test_link_to_set_a_password_opens_the_way_again(olena, as_, chief):
    guess(settings.LOGIN_FAILURES)
    page = as_(chief).post(reverse("admin:user_link", args=[olena.pk])).context["link"]
    client = Client()
    form = client.get(page.removeprefix("http://testserver"), follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": WRONG, "new_password2": WRONG})

    assert log_in(client, "olena", WRONG).status_code == 302


@pytest.mark.slow
def test_missing_people_take_as_long_as_those_who_exist(db, settings):
    """Medians of many, taken in turn, as a ratio: within 15 %."""
    settings.LOGIN_FAILURES = settings.AXES_FAILURE_LIMIT = settings.LOGIN_FAILURES_NETWORK = 10_000
    make_user("olena", password=make_password(PASSWORD))
    taken = {"olena": [], "nobody": []}
    for _ in range(25):
        for name, times in taken.items():
            client = Client()
            start = time.perf_counter()
            log_in(client, name, WRONG)
            times.append(time.perf_counter() - start)

    ratio = statistics.median(taken["olena"][2:]) / statistics.median(taken["nobody"][2:])

    assert 0.85 < ratio < 1.15, ratio

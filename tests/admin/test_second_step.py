"""A code beside the password: for whom, before which pages, once each, and the way back for who has lost the app."""

import datetime as dt
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from initiatives.domain import second_step
from initiatives.models import User
from tests.admin.builders import code_of, log_in, make_user
from tests.plugins.logins import first_step_only

PASSWORD = "a-long-pass-word"
STEP, SET_UP, CODES = "/admin/second-step/", "/admin/second-step/set-up/", "/admin/second-step/codes/"
CLOSED = ["/admin/", "/admin/initiatives/initiative/", "/admin/autocomplete/", "/admin/jsi18n/", "/uk/admin/"]


@pytest.fixture
def agim(quick, db):
    return make_user("agim", group="Reviewers", password=make_password(PASSWORD))


@pytest.fixture
def with_app(agim):
    TOTPDevice.objects.create(user=agim, name="app")
    return agim


def set_up(client, user):
    """The recovery codes that `client` is shown."""
    client.post(SET_UP, {"begin": "1"})
    return shown(client.post(SET_UP, {"code": code_of(user)}))


def shown(response):
    return re.findall(r"<code>(.*?)</code>", response.content.decode())


def is_inside(client):
    return client.get("/admin/initiatives/initiative/").status_code == 200


@pytest.mark.parametrize("group", ["Reviewers", "Administrators"])
@pytest.mark.parametrize("address", CLOSED)
def test_password_alone_opens_no_page(client, db, group, address):
    first_step_only(client, make_user("agim", group=group))

    response = client.get(address)

    assert (response.status_code, "second-step" in response.headers["Location"]) == (302, True)
    assert client.post(address, {}).headers["Location"].partition("?")[0].endswith(STEP)


@pytest.mark.parametrize(
    ("setting", "group", "asked"),
    [
        ("reviewers", "Editors", False),
        ("reviewers", "Reviewers", True),
        ("reviewers", "Administrators", True),
        ("all", "Readers", True),
        ("nobody", "Administrators", False),
    ],
)
def test_setting_says_who_is_asked(client, db, settings, setting, group, asked):
    settings.REQUIRE_TOTP = setting
    first_step_only(client, make_user("agim", group=group))

    assert is_inside(client) is not asked


def test_superuser_is_asked(client, db):
    first_step_only(client, make_user("aida", is_superuser=True))

    assert not is_inside(client)


def test_from_the_first_login_to_the_second(client, agim):
    response = log_in(client, "agim", PASSWORD, follow=True)
    assert response.request["PATH_INFO"] == SET_UP
    assert TOTPDevice.objects.count() == 0

    page = client.post(SET_UP, {"begin": "1"}, follow=True).content.decode()
    device = TOTPDevice.objects.get()
    assert (second_step.secret_of(device) in page, "<svg" in page, "style=" in page) == (True, True, False)
    assert not is_inside(client)
    codes = shown(client.post(SET_UP, {"code": code_of(agim)}))
    assert len(set(codes)) == 10
    assert is_inside(client)

    other = Client()
    assert log_in(other, "agim", PASSWORD, follow=True).request["PATH_INFO"] == STEP
    assert not is_inside(other)
    response = other.post(STEP, {"code": code_of(agim, ahead=1), "next": "/admin/initiatives/place/"})
    assert response.headers["Location"] == "/admin/initiatives/place/"
    assert is_inside(other)


def test_secret_and_codes_are_kept_by_no_browser_and_codes_by_no_table(client, agim):
    first_step_only(client, agim)
    client.post(SET_UP, {"begin": "1"})
    page = client.get(SET_UP)
    codes = shown(client.post(SET_UP, {"code": code_of(agim)}))

    assert "no-store" in page.headers["Cache-Control"]
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert kept & {second_step.tidy(code) for code in codes} == set()
    assert second_step.secret_of(TOTPDevice.objects.get()) not in client.get(SET_UP).content.decode()


def test_code_is_taken_once(client, agim, with_app):
    code = code_of(agim)
    assert first_step_only(client, agim).post(STEP, {"code": code}).status_code == 302
    other = first_step_only(Client(), agim)

    response = other.post(STEP, {"code": code})

    assert (response.status_code, is_inside(other)) == (200, False)


def test_after_a_wrong_code_even_a_right_one_waits(client, agim, with_app):
    first_step_only(client, agim)
    soon = timezone.now() + dt.timedelta(minutes=1)  # as after a few wrong codes
    TOTPDevice.objects.update(throttling_failure_count=1, throttling_failure_timestamp=soon)

    response = client.post(STEP, {"code": code_of(agim)})

    assert "the wait doubles" in response.content.decode()
    assert not is_inside(client)


def test_wrong_code_is_counted(client, agim, with_app):
    wrong = f"{(int(code_of(agim)) + 1) % 1_000_000:06}"

    assert "This code is wrong" in first_step_only(client, agim).post(STEP, {"code": wrong}).content.decode()

    assert TOTPDevice.objects.get().throttling_failure_count == 1
    assert not is_inside(client)


@pytest.mark.parametrize("code", ["", "0", "x" * 41, "١٢٣٤٥٦", "-12345", "12345\x00", "AAAA BBBB CCCC", "9" * 30])
def test_odd_code_is_refused(client, agim, with_app, code):
    first_step_only(client, agim)

    assert client.post(STEP, {"code": code}).status_code == 200
    assert not is_inside(client)


def test_recovery_code_works_once(client, agim):
    codes = set_up(first_step_only(client, agim), agim)
    assert is_inside(client)

    for name, is_right in (("first", True), ("second", False)):
        other = first_step_only(Client(), agim)
        other.post(STEP, {"code": codes[0].lower()})
        assert (name, is_inside(other)) == (name, is_right)
    assert second_step.recovery_codes_left(agim) == 9


def test_new_recovery_codes_void_the_old_ones_and_need_the_second_step(client, agim):
    old = set_up(first_step_only(client, agim), agim)
    assert shown(first_step_only(Client(), agim).post(CODES)) == []
    new = shown(client.post(CODES))

    assert (len(new), set(new) & set(old)) == (10, set())
    assert second_step.verify(agim, old[0]) is None
    assert client.get(CODES).status_code == 405


def test_somebody_with_the_password_alone_sets_no_other_app_up_and_changes_no_password(client, agim, with_app):
    first_step_only(client, agim)

    assert client.post(SET_UP, {"begin": "1"}).headers["Location"].startswith(STEP)
    assert client.get("/admin/password_change/").headers["Location"].startswith(STEP)
    assert TOTPDevice.objects.count() == 1


def test_who_has_no_app_yet_may_change_the_password_and_log_out(client, agim):
    first_step_only(client, agim)

    assert client.get("/admin/password_change/").status_code == 200
    assert client.post("/admin/logout/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_editor_who_set_an_app_up_is_asked_for_it(client, editor):
    assert is_inside(first_step_only(client, editor))
    TOTPDevice.objects.create(user=editor, name="app")

    assert not is_inside(client)


def test_new_app_replaces_the_old_one_only_when_it_is_confirmed(client, agim):
    set_up(first_step_only(client, agim), agim)
    old = TOTPDevice.objects.get()
    client.post(SET_UP, {"begin": "1"})
    assert TOTPDevice.objects.get(confirmed=True) == old

    new = TOTPDevice.objects.get(confirmed=False)
    codes = shown(client.post(SET_UP, {"code": code_of(agim, confirmed=False)}))

    assert len(codes) == 10
    assert list(TOTPDevice.objects.all()) == [new]
    assert is_inside(client)


def test_strangers_learn_nothing(client, db):
    for address in (STEP, SET_UP, CODES):
        assert client.get(address).headers["Location"].startswith("/admin/login/")
        assert client.put(address).status_code == 302


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org/", "javascript:alert(1)", "\x00"])
def test_second_step_leads_to_no_other_site(client, agim, with_app, goal):
    first_step_only(client, agim)

    assert client.post(STEP, {"code": code_of(agim), "next": goal}).headers["Location"] == "/admin/"


class TestReset:
    def address(self, user):
        return f"/admin/initiatives/user/{user.pk}/reset-second-step/"

    def test_by_an_administrator_is_written_down_and_logs_the_person_out(self, as_, agim):
        other = Client()
        set_up(first_step_only(other, agim), agim)
        administrator = make_user("drita", group="Administrators")

        response = as_(administrator).post(self.address(agim))

        assert response.status_code == 302
        entry = LogEntry.objects.get()
        assert (entry.user, entry.object_id) == (administrator, str(agim.pk))
        assert "second step" in entry.change_message
        assert (TOTPDevice.objects.filter(user=agim).count(), second_step.recovery_codes_left(agim)) == (0, 0)
        assert other.get("/admin/").headers["Location"].startswith("/admin/login/")

    def test_only_by_post_and_only_by_who_may_manage_the_person(self, as_, agim, with_app, chief, editor):
        assert as_(editor).post(self.address(agim)).status_code == 403
        administrator = make_user("drita", group="Administrators")
        assert as_(administrator).get(self.address(agim)).status_code == 405
        assert as_(administrator).post(self.address(chief)).status_code == 403
        assert as_(administrator).post(self.address(administrator)).status_code == 403
        assert as_(administrator).post(self.address(User(pk=999999))).status_code == 404

        assert TOTPDevice.objects.filter(user=agim).exists()


def test_nobody_reads_the_secrets_of_others(as_, chief):
    assert as_(chief).get("/admin/otp_totp/totpdevice/").status_code == 404
    assert as_(chief).get("/admin/otp_static/staticdevice/").status_code == 404

"""A session ends when the account, the password or the role changes, everywhere and at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.test import Client

from initiatives.models import User
from tests.admin.builders import filled, make_country, make_user

PASSWORD = "a-long-pass-word"


@pytest.fixture
def olena(quick, db):
    return make_user("olena", group="Editors", codes=["UA"], password=make_password(PASSWORD))


@pytest.fixture
def theirs(olena):
    """Where Olena is logged in."""
    client = Client()
    client.force_login(olena)
    assert is_inside(client)
    return client


def is_inside(client):
    return client.get("/admin/").status_code == 200


CHANGES = {
    "switched off": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "no longer staff": lambda user: User.objects.filter(pk=user.pk).update(is_staff=False),
    "superuser": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "password": lambda user: User.objects.filter(pk=user.pk).update(password=make_password("another-pass-word")),
    "one group more": lambda user: user.groups.add(Group.objects.get(name="Reviewers")),
    "no group": lambda user: user.groups.clear(),
    "one country more": lambda user: user.countries.add(make_country("XK")),
    "all countries": lambda user: user.countries.clear(),
    "one right more": lambda user: user.user_permissions.add(Permission.objects.get(codename="view_user")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_session_ends_with_the_change(theirs, olena, change):
    CHANGES[change](olena)

    assert not is_inside(theirs)


def test_session_goes_on_with_a_new_name(theirs, olena):
    User.objects.filter(pk=olena.pk).update(first_name="Olena", email="")

    assert is_inside(theirs)


def test_account_that_is_switched_on_again_has_no_old_sessions(theirs, olena, as_, chief):
    page = f"/admin/initiatives/user/{olena.pk}/change/"
    client = as_(chief)
    off = filled(client.get(page))
    del off["is_active"]
    client.post(page, off)
    client.post(page, off | {"is_active": "on"})

    olena.refresh_from_db()
    assert (olena.is_active, is_inside(theirs)) == (True, False)


def test_own_password_ends_the_other_sessions_only(theirs, olena):
    other = Client()
    other.force_login(olena)
    form = {"old_password": PASSWORD, "new_password1": "another-pass-word", "new_password2": "another-pass-word"}

    assert theirs.post("/admin/password_change/", form).status_code == 302

    assert (is_inside(theirs), is_inside(other)) == (True, False)


def test_administrator_who_changes_their_own_role_stays_logged_in(as_, chief):
    client = as_(chief)
    page = f"/admin/initiatives/user/{chief.pk}/change/"

    client.post(page, filled(client.get(page)) | {"groups": [Group.objects.get(name="Editors").pk]})

    assert (chief.groups.count(), is_inside(client)) == (1, True)


def test_costs_one_query_a_request(olena, django_assert_num_queries):
    with django_assert_num_queries(1):
        olena.get_session_auth_hash()


class TestSwitchingOff:
    def address(self, user):
        return f"/admin/initiatives/user/{user.pk}/switch-off/"

    def test_at_once_ends_everything_and_leads_to_what_was_done(self, theirs, olena, as_, chief):
        response = as_(chief).post(self.address(olena), follow=True)

        assert response.redirect_chain == [(f"/admin/initiatives/change/?by__exact={olena.pk}", 302)]
        assert response.status_code == 200
        olena.refresh_from_db()
        assert (olena.is_active, is_inside(theirs)) == (False, False)
        assert "ended its sessions" in LogEntry.objects.get().change_message

    def test_only_by_post_and_only_by_who_may_manage_the_person(self, olena, as_, chief, reviewer):
        administrator = make_user("drita", group="Administrators")
        assert as_(chief).get(self.address(olena)).status_code == 405
        assert as_(chief).post(self.address(chief)).status_code == 403
        assert as_(reviewer).post(self.address(olena)).status_code == 403
        assert as_(administrator).post(self.address(chief)).status_code == 403

        assert User.objects.filter(is_active=False).count() == 0

"""Invitations without e-mail, and no way to a right that one doesn't have."""

import logging
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from initiatives.models import User
from tests.admin.builders import filled, log_in, make_country, make_user

NEW = "another-long-pass-word"
MANAGES = ("view_user", "add_user", "change_user", "view_country")


@pytest.fixture
def manager(db):
    return make_user("manager", group="Editors", rights=MANAGES)


def page(user):
    return reverse("admin:initiatives_user_change", args=[user.pk])


def link_for(client, user):
    response = client.post(reverse("admin:user_link", args=[user.pk]))
    found = re.search(r'value="http://testserver(/[^"]*set-password[^"]*)"', response.content.decode())
    return found and found[1]


def set_password(link):
    client = Client()
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})


def test_invitation_from_the_first_click_to_the_first_login(as_, chief):
    client = as_(chief)
    group = Group.objects.get(name="Editors")
    client.post(
        "/admin/initiatives/user/add/", {"username": "jeta", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
    )
    jeta = User.objects.get(username="jeta")
    assert not jeta.has_usable_password()

    link = link_for(client, jeta)

    assert set_password(link).status_code == 302
    assert log_in(Client(), "jeta", NEW).status_code == 302
    again = Client().get(link, follow=True)
    assert (again.status_code, "not valid any more" in again.content.decode()) == (200, True)


def test_weak_password_is_refused(as_, chief, editor):
    client = Client()
    form = client.get(link_for(as_(chief), editor), follow=True)

    response = client.post(form.request["PATH_INFO"], {"new_password1": "short", "new_password2": "short"})

    assert response.status_code == 200
    assert User.objects.get(username="olena").password == editor.password


def test_link_is_made_by_post_only_and_not_for_an_account_switched_off(as_, chief, editor):
    client = as_(chief)
    assert client.get(reverse("admin:user_link", args=[editor.pk])).status_code == 405
    User.objects.filter(pk=editor.pk).update(is_active=False)

    assert link_for(client, editor) is None


def test_link_of_an_account_switched_off_since_does_nothing(as_, chief, editor):
    link = link_for(as_(chief), editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)

    assert "not valid any more" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    "link", ["MQ/x-y", "x/x-y", "%00/x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/x-y", "MQ/set-password"]
)
def test_made_up_link_is_told_so_and_stays_out_of_the_log(db, caplog, link):
    with caplog.at_level(logging.DEBUG):
        response = Client().get(f"/admin/set-password/{link}/")

    assert "not valid any more" in response.content.decode()
    assert "set-password" not in caplog.text


def test_link_and_password_stay_out_of_the_log(as_, chief, editor, caplog):
    with caplog.at_level(logging.INFO):
        link = link_for(as_(chief), editor)
        set_password(link)

    assert link.split("/")[-2] not in caplog.text


def test_manager_invites_editors_and_nobody_who_may_do_more(as_, manager, editor, reviewer, chief):
    client = as_(manager)

    assert link_for(client, editor)
    for user in (reviewer, chief):
        assert client.post(reverse("admin:user_link", args=[user.pk])).status_code == 403
        assert client.post(page(user), {"username": "x"}).status_code == 403


def test_manager_gives_no_right_of_their_own_making(as_, manager, editor):
    client = as_(manager)
    form = filled(client.get(page(editor)))
    reviewers = Group.objects.get(name="Reviewers")

    client.post(page(editor), form | {"groups": [reviewers.pk]})
    client.post(page(editor), form | {"is_superuser": "on", "user_permissions": ["1"]})
    client.post(page(manager), filled(client.get(page(manager))) | {"is_superuser": "on"})

    assert [group.name for group in editor.groups.all()] == ["Editors"]
    assert list(User.objects.filter(is_superuser=True)) == []
    assert list(editor.user_permissions.all()) == []
    assert client.get("/admin/auth/group/").status_code == 403


def test_manager_bound_to_a_country_stays_within_it(as_):
    manager = make_user("manager", group="Editors", rights=MANAGES, codes=["UA"])
    free, mine = make_user("free", group="Editors"), make_user("mine", group="Editors", codes=["UA"])
    client = as_(manager)

    assert client.post(page(free), {}).status_code == 403
    assert client.post(reverse("admin:user_link", args=[free.pk])).status_code == 403
    form = filled(client.get(page(mine)))
    del form["countries"]
    assert "at least one" in client.post(page(mine), form).content.decode()
    assert "at least one" in client.post("/admin/initiatives/user/add/", {"username": "new"}).content.decode()


def test_only_superusers_delete_people(as_, manager, editor):
    address = reverse("admin:initiatives_user_delete", args=[editor.pk])

    assert as_(manager).post(address, {"post": "yes"}).status_code == 403


@pytest.mark.django_db
class TestMakeEditor:
    def test_makes_an_editor_and_a_link_that_works(self, capsys):
        call_command("make_editor", "jeta")

        user = User.objects.get()
        rights = (user.is_staff, user.is_superuser, user.has_usable_password())
        assert rights == (True, False, False)
        assert [group.name for group in user.groups.all()] == ["Editors"]
        link = capsys.readouterr().out.split()[-1]
        assert (
            set_password(link.removeprefix("http://127.0.0.1:8000").removeprefix("http://localhost")).status_code == 302
        )
        assert log_in(Client(), "jeta", NEW).status_code == 302

    def test_makes_reviewers_and_administrators(self):
        call_command("make_editor", "agim", "--reviewer")
        call_command("make_editor", "aida", "--admin")

        assert User.objects.get(username="agim").groups.get().name == "Reviewers"
        assert User.objects.get(username="aida").is_superuser

    def test_refuses_a_name_that_is_none_and_a_country_that_is_none(self):
        with pytest.raises(CommandError):
            call_command("make_editor", "not a name")
        with pytest.raises(CommandError, match="ZZ"):
            call_command("make_editor", "jeta", countries="ZZ")
        assert list(User.objects.all()) == []


@pytest.mark.parametrize("change", ["role", "countries", "switched off and on"])
def test_link_dies_where_the_account_becomes_another(as_, manager, chief, editor, change):
    link, client = link_for(as_(manager), editor), Client()
    client.force_login(chief)
    if change == "role":
        editor.groups.add(Group.objects.get(name="Administrators"))
    elif change == "countries":
        editor.countries.add(make_country("UA"))
    else:
        client.post(reverse("admin:switch_off", args=[editor.pk]))
        User.objects.filter(pk=editor.pk).update(is_active=True)

    assert "not valid any more" in Client().get(link, follow=True).content.decode()

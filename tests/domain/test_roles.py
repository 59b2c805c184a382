"""Roles are groups of rights: they come with an update, add up, and leave alone what an administrator made of them."""

import pytest
from django.contrib.auth.models import Group, Permission

from initiatives.domain import editing, roles
from initiatives.models import GivenRight, Initiative
from tests.admin.builders import make_initiative, make_user

pytestmark = pytest.mark.django_db


def rights(name):
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def begun(user, slug, **more):
    profile = make_initiative(slug, slug, **more)
    editing.finish(editing.Edit("initiative", str(profile.uuid), None), by=user)
    return slug


def slugs(rows):
    return sorted(rows.values_list("slug", flat=True))


def test_every_role_has_all_its_rights():
    roles.ensure()

    assert {name: rights(name) for name in roles.GROUPS} == roles.GROUPS


def test_nothing_but_reviewers_and_above_publishes_and_readers_only_look():
    publishing = {name for name, codenames in roles.GROUPS.items() if "publish_initiative" in codenames}

    assert publishing == {"Reviewers", "Administrators"}
    assert {codename.split("_")[0] for codename in roles.READERS} == {"view", "read"}


def test_what_an_administrator_added_or_took_stays():
    roles.ensure()
    editors = Group.objects.get(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="view_user"))
    editors.permissions.remove(Permission.objects.get(codename="export_initiative"))

    roles.ensure()

    assert rights("Editors") == roles.EDITORS - {"export_initiative"} | {"view_user"}


def test_right_that_is_new_with_an_update_is_given():
    roles.ensure()
    right = Permission.objects.get(codename="edit_others_initiative")
    Group.objects.get(name="Editors").permissions.remove(right)
    GivenRight.objects.filter(codename=right.codename).delete()

    roles.ensure()

    assert rights("Editors") == roles.EDITORS


def test_group_that_was_deleted_is_made_again():
    roles.ensure()
    Group.objects.get(name="Readers").delete()

    roles.ensure()

    assert rights("Readers") == roles.READERS


def test_whom_a_role_lets_open_and_edit_what():
    people = {name: make_user(name, group=name, codes=["UA"]) for name in roles.GROUPS}
    contributor, editor = people["Contributors"], people["Editors"]
    begun(contributor, "own")
    begun(contributor, "reviewed", stage="in-review")
    begun(editor, "others")
    begun(editor, "published", stage="published")
    begun(editor, "elsewhere", codes=["XK"])
    begun(editor, "withheld", sensitivity="withheld")
    begun(contributor, "away", codes=["XK"])
    here = ["others", "own", "published", "reviewed"]
    seen = {"Readers": here, "Contributors": ["own", "reviewed"]}
    mine = {"Readers": [], "Contributors": ["own"]}
    everything = [*here, "withheld"]

    for name, user in people.items():
        assert (name, slugs(Initiative.objects.visible_to(user))) == (
            name,
            seen.get(name, everything),
        )
        assert (name, slugs(Initiative.objects.editable_by(user))) == (
            name,
            mine.get(name, everything),
        )


def test_own_withheld_draft_stays_open_to_who_began_it():
    contributor = make_user("contributor", group="Contributors")
    begun(contributor, "own", sensitivity="withheld")
    contributor.groups.add(Group.objects.get(name="Readers"))

    assert slugs(Initiative.objects.visible_to(contributor)) == ["own"]


def test_right_to_import_alone_does_not_reach_what_others_began():
    contributor = make_user("contributor", group="Contributors", rights=["import_initiative"])

    assert not roles.may_import(contributor)
    assert roles.may_import(make_user("editor", group="Editors"))


@pytest.mark.parametrize("right", ["redact", "hide_case", "publish_initiative"])
def test_right_whose_harm_nobody_undoes_needs_more_than_a_password(settings, right):
    settings.REQUIRE_TOTP = "reviewers"

    assert roles.needs_second_step(make_user("boss", rights=[right]))

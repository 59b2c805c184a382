"""The roles of people who work here, as groups of rights; who is more than all of them is a superuser.

Reader         opens what lies within their countries, withheld profiles apart, and changes nothing
Contributor    writes drafts, and edits their own while they are drafts; enters organisations, places and sources
Editor         edits all that lies within their countries, and imports
Reviewer       publishes, hides and deletes too
Administrator  looks after people as well

`countries` of a person bounds each of them (domain/scope.py). Rights add up: who is in two groups has both.
"""

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from initiatives.models import GivenRight
from initiatives.models.initiative import EDIT_OTHERS

EDITED = ("initiative", "organisation", "place", "source")
ROWS = (
    "initiativetext",
    "term",
    "alias",
    "identifier",
    "funder",
    "partner",
    "activity",
    "claim",
    "contact",
    "citation",
)
RUNS = {f"{verb}_importrun" for verb in ("view", "add", "change", "delete")}

OPENS = {f"view_{model}" for model in (*EDITED, *ROWS, "country")}
READERS = OPENS | {"read_others_initiative"}
CONTRIBUTORS = OPENS | {f"add_{model}" for model in (*EDITED, *ROWS)}
CONTRIBUTORS |= {"change_initiative", "delete_initiative"}
CONTRIBUTORS |= {f"{verb}_{model}" for model in ROWS for verb in ("change", "delete")}
EDITORS = OPENS | {f"{verb}_{model}" for model in (*EDITED, *ROWS) for verb in ("add", "change")}
EDITORS |= {f"delete_{model}" for model in ROWS} | RUNS
EDITORS |= {"change_country", "view_change", "import_initiative", "export_initiative", "merge_profiles"}
EDITORS |= {"read_others_initiative", "edit_others_initiative", "view_case", "change_case"}
REVIEWERS = EDITORS | {"publish_initiative", "hide_case", "delete_case"} | {f"delete_{model}" for model in EDITED}
ADMINISTRATORS = REVIEWERS | {f"{verb}_user" for verb in ("view", "add", "change")} | {"redact"}

GROUPS = {
    "Readers": READERS,
    "Contributors": CONTRIBUTORS,
    "Editors": EDITORS,
    "Reviewers": REVIEWERS,
    "Administrators": ADMINISTRATORS,
}
WEIGHTY = (
    "publish_initiative",
    "add_user",
    "change_user",
    "delete_user",
    "hide_case",
    "redact",
)  # rights that a stolen password must not give


def receive(sender, **kwargs):
    """Receives `post_migrate`: an update of the site brings its new roles and rights."""
    create_permissions(sender, verbosity=0)
    ensure()


def ensure():
    """Make the groups where they are missing, and give each the rights it has not had yet.

    What an administrator added to a group stays, and what they took from it does not come back.
    """
    names = set(Group.objects.values_list("name", flat=True))
    given = {(role, codename) for role, codename in GivenRight.objects.values_list("role", "codename") if role in names}
    for name, codenames in GROUPS.items():
        new = {codename for codename in codenames if (name, codename) not in given}
        if new:
            _give(name, new)


def _give(name, codenames):
    group, _ = Group.objects.get_or_create(name=name)
    found = Permission.objects.filter(content_type__app_label="initiatives", codename__in=codenames)
    group.permissions.add(*found)
    rows = (GivenRight(role=name, codename=right.codename) for right in found)
    GivenRight.objects.bulk_create(rows, ignore_conflicts=True)


def may_import(user):
    """Who may not edit what others began doesn't import: a file may name any profile."""
    return user.has_perm("initiatives.import_initiative") and user.has_perm(EDIT_OTHERS)


def needs_second_step(user):
    """Whether this person must show more than a password, as the setting REQUIRE_TOTP says."""
    if settings.REQUIRE_TOTP != "reviewers":
        return settings.REQUIRE_TOTP == "all"
    return user.is_superuser or any(user.has_perm(f"initiatives.{right}") for right in WEIGHTY)

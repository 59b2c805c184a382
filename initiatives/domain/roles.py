"""The two roles of people who work here, as groups of permissions; who is more than that is a superuser."""

from django.contrib.auth.models import Group, Permission

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

EDITORS = {f"{verb}_{model}" for model in (*EDITED, *ROWS) for verb in ("view", "add", "change")}
EDITORS |= {f"delete_{model}" for model in ROWS}
EDITORS |= {"view_country", "change_country", "view_change", "import_initiative", "export_initiative"}
EDITORS |= {"merge_profiles"}
EDITORS |= {f"{verb}_importrun" for verb in ("view", "add", "change", "delete")}
EDITORS |= {"view_case", "change_case"}
REVIEWERS = EDITORS | {"publish_initiative", "hide_case", "delete_case"} | {f"delete_{model}" for model in EDITED}

GROUPS = {"Editors": EDITORS, "Reviewers": REVIEWERS}


def ensure():
    """Make the groups with their permissions where they are missing. What an administrator added to them stays."""
    for name, codenames in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(
                Permission.objects.filter(content_type__app_label="initiatives", codename__in=codenames)
            )

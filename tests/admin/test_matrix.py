"""Every address of the site, asked by somebody of every role for every kind of thing: the table says what they get."""

from collections import Counter
from itertools import cycle

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from initiatives.domain import documents
from initiatives.models import DayKey, Initiative
from tests.admin.matrix import WITHOUT_A_PAGE, table
from tests.admin.matrix_world import ROLES, make_world, names_of_addresses
from tests.conftest import SLOW

EXPECTED = table(list(ROLES))
ALSO_PUBLIC = ("stranger", "top")
# Each database asks some of the roles; the slow tests ask all of them on both.
OFTEN = ("stranger", "reviewer") if connection.vendor == "sqlite" else ("contributor", "editor")
OF_A_THING = (
    *("_change", "_delete", "_history", "_confirm", "_cancel", "_undo", "_columns", "_again", "_profiles"),
    *(
        "_problems",
        "_choices",
        "_restore",
        "user_link",
        "reset_second_step",
        "switch_off",
        "take_back",
        "_ask",
        "_revive",
    ),
)
SPECIAL = {
    "admin:autocomplete": "/admin/autocomplete/?app_label=initiatives&model_name=partner&field_name=organisation",
    "admin:app_list": "/admin/initiatives/",
    "admin:set_password": "/admin/set-password/MQ/a-b/",
    "initiatives:confirm": "/confirm/none/",  # it says that this link does not work
    "admin:?": "/admin/no-such-page/",
}
LAST = ("_cancel", "logout")  # of the addresses asked by POST: they take away what the others need


@pytest.fixture
def world(db):
    return make_world()


def client_of(world, role):
    client = Client()
    if role in world.people:
        client.force_login(world.people[role])
    return client


def asked_for(world, name):
    """[(thing, address)]"""
    if name in world.named or (name.endswith(OF_A_THING) and name != "admin:password_change"):
        found = world.things(name).items()
        return [(thing, reverse(name, args=key if isinstance(key, tuple) else [key])) for thing, key in found]
    return [(".", SPECIAL.get(name) or reverse(name))]


def visits(world, role):
    """[(name, thing, address)] of all that this person asks for."""
    names = sorted(set(names_of_addresses()), key=lambda name: (name.endswith(LAST), name))
    names = [name for name in names if name.startswith("admin:") or role in ALSO_PUBLIC]
    return [(name, thing, address) for name in names for thing, address in asked_for(world, name)]


def class_of(response):
    """What the table calls an answer."""
    if response.status_code in (403, 404, 405):
        return "m" if response.status_code == 405 else "-"
    goal = response.headers.get("Location", "")
    return "l" if goal.startswith("/admin/login/") else "s" if goal.startswith("/admin/second-step/?") else "+"


def rows():
    """{table: how many rows}, apart from what a visit itself leaves."""
    models = set(apps.get_models(include_auto_created=True)) - {Session, DayKey}
    return Counter({model._meta.label: model._base_manager.count() for model in models})


def state():
    keys = [str(key) for key in Initiative.objects.values_list("uuid", flat=True)]
    return rows(), documents.read("initiative", keys)


@pytest.mark.both
@pytest.mark.parametrize("role", ROLES if SLOW else OFTEN)
def test_each_role_gets_what_the_table_says_and_nothing_is_written_by_looking(world, role):
    client, before = client_of(world, role), state()
    places = visits(world, role)
    got = {(name, thing): class_of(client.get(address)) for name, thing, address in places}
    assert state() == before
    posted = {(name, thing): class_of(client.post(address)) for name, thing, address in places}

    found = {key: (got[key], posted[key]) for key in got}
    wanted = EXPECTED[role]
    wrong = {key: (wanted.get(key), found.get(key)) for key in wanted | found if wanted.get(key) != found.get(key)}
    assert wrong == {}, f"{role}: (the table, the site)"
    assert role not in ("stranger", "bare", "reader") or state() == before


@pytest.mark.parametrize("role", ["reader", "contributor", "editor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_hidden_and_missing_answer_alike(world, role, method):
    client, alike = client_of(world, role), {}
    hidden = [thing for thing, _ in world.things("initiative").items() if is_hidden(role, thing)]
    for view in ("change", "delete", "history"):
        for thing in hidden:
            address = reverse(f"admin:initiatives_initiative_{view}", args=[world.things("initiative")[thing]])
            response = getattr(client, method)(address)
            alike.setdefault(view, set()).add((response.status_code, text_of(response, address)))

    assert {view: len(answers) for view, answers in alike.items()} == {"change": 1, "delete": 1, "history": 1}
    assert len(hidden) > 1


def is_hidden(role, thing):
    return EXPECTED[role]["admin:initiatives_initiative_change", thing][0] == "-"


def text_of(response, address):
    """The page, apart from its own address and the token of its forms."""
    text = response.content.decode().replace(address, "…")
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_other_methods_change_nothing_and_break_nothing(world):
    client, before = client_of(world, "top"), state()
    methods = cycle(("put", "delete", "patch"))
    answers = {
        (method, address): getattr(client, method)(address).status_code
        for method, (name, thing, address) in zip(methods, visits(world, "reader"), strict=False)
        if thing != "missing"
    }

    assert {key: code for key, code in answers.items() if code >= 500} == {}
    assert state() == before


def test_every_model_has_a_page_in_the_table_or_needs_none():
    models = {model.__name__ for model in apps.get_app_config("initiatives").get_models()}
    shown = {model.__name__ for model in admin.site._registry}

    assert models - shown == WITHOUT_A_PAGE
    assert shown - models == {"Group"}


def test_lists_choices_and_search_hold_what_the_role_may_open(world):
    """The list and the completing field of each role against the table."""
    for role in ("reader", "contributor", "editor", "reviewer"):
        client, things = client_of(world, role), world.things("initiative")
        query = {"app_label": "initiatives", "model_name": "initiative", "field_name": "parent", "term": "title of"}
        listed = {row.pk for row in client.get("/admin/initiatives/initiative/?q=title+of").context["cl"].result_list}
        offered = {int(row["id"]) for row in client.get("/admin/autocomplete/", query).json()["results"]}
        open_to = {key for thing, key in things.items() if not is_hidden(role, thing)}

        assert (role, listed, offered) == (role, open_to, open_to)

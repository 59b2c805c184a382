"""No input answers 500: whatever stands in a query string, an address or a form (safety.md, "Changes")."""

import pytest
from django.contrib.admin import site
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.domain import confirming, documents, voice
from initiatives.filters import InitiativeFilterSet
from initiatives.models import Initiative, User
from initiatives.views.voice_forms import SIGNER
from tests.conftest import SLOW
from tests.factories import make_full
from tests.guards import addresses
from tests.guards.fuzzing import arguments, query_strings, values
from tests.views.pages import LANGUAGES, in_language

pytestmark = pytest.mark.django_db

NAMES = [*InitiativeFilterSet.base_filters, "page", "after", "more", "role", "type", "state", "year", "about", "x\0"]
WORLD = addresses.World(["platform", "none"], ["publisher-1", "none"], ["ua", "zz"])
PAGES = addresses.plain(WORLD, without=("version",))
FILES = ["/initiatives.csv", "/initiatives.xlsx", "/initiatives.json", "/sitemap.xml", "/robots.txt", "/healthz"]
WITH_ARGUMENTS = ["/initiatives/{}/", "/countries/{}/", "/organisations/{}/", "/confirm/{}/"]
WITH_ARGUMENTS += ["/{}", "/{}/initiatives/", "/static/{}"]
ADMIN_NAMES = [
    "q",
    "o",
    "p",
    "all",
    "e",
    "_popup",
    "_to_field",
    "_changelist_filters",
    "_facets",
    "id__exact",
    "pk__in",
]
ADMIN_NAMES += [
    "stage__exact",
    "countries__code__exact",
    "kind__exact",
    "verified_date__gte",
    "updated_at__lt",
    "theme",
]
ADMIN_NAMES += ["state__exact", "type__exact", "is_active__exact", "at__year", "texts__title__icontains", "password"]


def odd(slow, quick):
    """Hypothesis settings for so many examples."""
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=slow if SLOW else quick, suppress_health_check=checks)


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def platform(db):
    return make_full("A platform", slug="platform")


@pytest.fixture
def chief(client):
    client.force_login(User.objects.create_superuser("chief", password="a-long-pass-word"))
    return client


@given(path=st.sampled_from(PAGES), language=st.sampled_from(LANGUAGES), query=query_strings(NAMES))
@odd(1250, 70)
def test_pages_answer_odd_parameters(client, platform, asker, path, language, query):
    assert asker.problem(client, in_language(path, language), query) == ""


@given(path=st.sampled_from(["/initiatives/", *FILES]), query=query_strings(NAMES))
@odd(1500, 110)
def test_lists_and_files_answer_odd_parameters(client, platform, asker, path, query):
    assert asker.problem(client, path, query) == ""


@given(path=st.sampled_from(WITH_ARGUMENTS), argument=arguments, language=st.sampled_from(LANGUAGES))
@odd(1000, 80)
def test_addresses_answer_odd_arguments(client, platform, asker, path, argument, language):
    assert asker.problem(client, in_language(path.format(argument), language)) == ""


FIELDS = ["field", "title", "wrong", "right", "text", "website", "source_url", "contact", "country", "page", "homepage"]
PLACES = ["/correct/correction/", "/correct/removal/", "/correct/claim/", "/correct/addition/", "/correct/{}/"]


@given(
    path=st.sampled_from(PLACES),
    query=query_strings(["about", "organisation"]),
    data=st.dictionaries(st.sampled_from(FIELDS), values),
    stamp=st.one_of(st.none(), values),
)
@odd(600, 60)
def test_forms_of_the_public_answer_odd_words(client, settings, platform, asker, path, query, data, stamp):
    settings.CASE_FASTEST, settings.CASES_AN_HOUR, settings.CASES_A_DAY = 0, 10_000, 10_000
    data = {name: value.encode("utf-8", "replace") for name, value in data.items()}
    data["stamp"] = SIGNER.sign("form") if stamp is None else stamp.encode("utf-8", "replace")

    assert asker.problem(client, path.format("x"), query, data) == ""


@given(text=values, argument=arguments, more=st.sampled_from(["text", "withdraw", "x"]))
@odd(250, 25)
def test_pages_of_cases_answer_odd_links_and_words(client, settings, platform, asker, text, argument, more):
    settings.CASE_FASTEST, settings.CASES_AN_HOUR, settings.CASES_A_DAY = 0, 10_000, 10_000
    _, token = voice.receive("removal", text="It endangers us.")
    data = {more: text.encode("utf-8", "replace"), "stamp": SIGNER.sign("form")}

    assert asker.problem(client, f"/cases/{argument}/") == ""
    assert asker.problem(client, f"/cases/{token}/", "", data) == ""


@given(
    act=st.one_of(st.sampled_from(["take", "done", "decline", "work", "draft", "confirm", "hide", "show"]), values),
    field=st.one_of(st.sampled_from(["title", "summary", "start_date", "website"]), values),
    data=st.dictionaries(st.sampled_from(["value", "source_url", "source_title", "answer", "reason"]), values),
)
@odd(400, 40)
def test_cases_of_the_admin_answer_odd_words(chief, platform, asker, act, field, data):
    about = ("initiative", platform.uuid)
    case, _ = voice.receive("correction", about=about, title="x", field="start_date", right="2019")
    version = documents.token(documents.read_one(*about))
    data |= {"_act": act, "field": field, "_version": version}
    data = {name: value.encode("utf-8", "replace") for name, value in data.items()}

    path = reverse("admin:initiatives_case_change", args=[case.pk])
    assert asker.problem(chief, path, "", data) == ""
    assert asker.problem(chief, path) == ""


@given(answer=st.one_of(st.sampled_from(["confirmed", "change", "removal"]), values), text=values, seen=values)
@odd(250, 25)
def test_links_to_confirm_answer_odd_words(client, platform, asker, answer, text, seen):
    path = reverse("initiatives:confirm", args=[confirming.make(platform, by=None)])
    data = {"answer": answer, "text": text, "seen": seen}

    assert asker.problem(client, path, "", encoded(data)) == ""


@given(data=st.dictionaries(st.sampled_from(["title", "summary", "source_url", "source_title", "country"]), values))
@odd(250, 25)
def test_quick_add_answers_odd_words(chief, platform, asker, data):
    usual = {"title": "x", "summary": "x", "source_url": "https://example.org/", "source_title": "x"}
    usual |= {"kind": "project", "country": "UA"}

    assert asker.problem(chief, reverse("admin:initiatives_initiative_quick"), "", encoded(usual | data)) == ""


@given(rows=st.lists(values, max_size=3))
@odd(100, 10)
def test_desk_answers_odd_rows(chief, platform, asker, rows):
    data = {"row": [row.encode("utf-8", "replace") for row in [*rows, f"{platform.pk}:{'x' * 16}"]]}

    assert asker.problem(chief, reverse("admin:initiatives_initiative_verify"), "", data) == ""


def encoded(data):
    return {name: value.encode("utf-8", "replace") for name, value in data.items()}


@given(query=query_strings(["next", "x"]), username=values, password=values)
@odd(150, 15)
def test_login_answers_odd_names(client, asker, query, username, password):
    data = {"username": username.encode("utf-8", "replace"), "password": password.encode("utf-8", "replace")}

    assert asker.problem(client, "/admin/login/", query, data) == ""


@given(model=st.sampled_from(sorted(site._registry, key=str)), query=query_strings(ADMIN_NAMES))
@odd(800, 70)
def test_lists_of_the_admin_answer_odd_parameters(chief, platform, asker, model, query):
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    assert asker.problem(chief, path, query) == ""


@given(
    model=st.sampled_from(sorted(site._registry, key=str)),
    argument=arguments,
    view=st.sampled_from(["change", "history", "delete"]),
)
@odd(250, 30)
def test_forms_of_the_admin_answer_odd_keys(chief, platform, asker, model, argument, view):
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    assert asker.problem(chief, f"{path}{argument}/{view}/") == ""


@given(query=query_strings(["term", "app_label", "model_name", "field_name", "page"]))
@odd(150, 15)
def test_completion_in_the_admin_answers_odd_parameters(chief, platform, asker, query):
    known = "app_label=initiatives&model_name=partner&field_name=organisation"

    assert asker.problem(chief, "/admin/autocomplete/", f"{known}&{query}") == ""


@given(key=values)
@odd(50, 10)
def test_steps_of_the_admin_answer_odd_rows(chief, platform, asker, key):
    row = Initiative.objects.get().pk
    data = {"action": "send_to_review", "_selected_action": [row, key.encode("utf-8", "replace")]}

    assert asker.problem(chief, reverse("admin:initiatives_initiative_changelist"), "", data) == ""

"""No input answers 500 (dependencies.md, trap 9): NUL, integers past 2^63, garbage."""

import pytest
from django.urls import reverse

from tests.admin.builders import filled, make_country, make_organisation

LISTS = ("initiative", "organisation", "place", "source", "country", "user", "change", "importrun")
HUGE = "9" * 25
QUERIES = [
    "q=%00",
    "q=" + "a " * 3000,
    "q=" + "ї" * 3000,
    "q=%FF%FE",
    f"id__exact={HUGE}",
    f"id={HUGE}",
    f"id__in=1,{HUGE}",
    "id__in=a",
    "stage__exact=%00",
    f"stage__exact={HUGE}",
    f"p={HUGE}",
    "p=-1",
    "p=x",
    f"o={HUGE}.-{HUGE}",
    "o=%00",
    "verified_date__year=99999",
    "verified_date__gte=x",
    "countries__code__exact=%00",
    "theme=%00",
    "theme=x",
    "password__startswith=a",
    "unknown=1",
    "_to_field=password",
    "_popup=%00",
    "type__exact=%00&country__code__exact=" + HUGE,
]


@pytest.mark.parametrize("query", QUERIES)
def test_list_with_an_odd_query_answers_no_500(as_, chief, initiative, query):
    client = as_(chief)

    answers = {model: client.get(f"/admin/initiatives/{model}/?{query}").status_code for model in LISTS}

    assert {model: code for model, code in answers.items() if code not in (200, 302, 400)} == {}


@pytest.mark.parametrize("key", [HUGE, "-1", "x", "%00", "_00", "1'--", "é"])
@pytest.mark.parametrize("view", ["change", "delete", "history"])
def test_row_of_an_odd_number_is_not_found(as_, chief, key, view):
    client = as_(chief)
    answers = {model: client.get(f"/admin/initiatives/{model}/{key}/{view}/").status_code for model in LISTS}

    assert set(answers.values()) <= {403, 404}


@pytest.mark.parametrize("chosen", [HUGE, "x", "\0"])
def test_action_on_an_odd_row_is_a_bad_request(as_, chief, initiative, chosen):
    data = {"action": "send_to_review", "_selected_action": [chosen]}

    assert as_(chief).post("/admin/initiatives/initiative/", data).status_code == 400


@pytest.mark.parametrize("value", [HUGE, "x", "\0", "-1"])
@pytest.mark.parametrize(
    "field", ["places", "parent", "countries", "kind", "themes", "partners-0-organisation", "slug"]
)
def test_form_with_an_odd_value_shows_an_error(as_, chief, initiative, field, value):
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    client = as_(chief)
    data = filled(client.get(page)) | {"partners-TOTAL_FORMS": "1", "partners-0-role": "lead", field: value}
    data |= {} if field.startswith("partners") else {"partners-TOTAL_FORMS": "0"}

    response = client.post(page, data)

    assert response.status_code == 200 or (field == "slug" and response.status_code == 302)


@pytest.mark.parametrize("name", ["texts-TOTAL_FORMS", "texts-INITIAL_FORMS", "texts-0-id", "_version", "_reason"])
@pytest.mark.parametrize("value", [HUGE, "-1", "\0", "x", ""])
def test_form_with_odd_plumbing_answers_no_500(as_, chief, initiative, name, value):
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    client = as_(chief)

    assert client.post(page, filled(client.get(page)) | {name: value}).status_code in (200, 302, 409)


@pytest.mark.parametrize(
    "query",
    [{"term": "\0"}, {"term": "a" * 9000}, {"page": HUGE}, {"page": "x"}, {"model_name": "\0"}, {"field_name": "x"}],
)
def test_completion_of_odd_words_answers_no_500(as_, chief, initiative, query):
    usual = {"app_label": "initiatives", "model_name": "partner", "field_name": "organisation", "term": "a"}
    make_organisation()

    assert as_(chief).get("/admin/autocomplete/", usual | query).status_code in (200, 403, 404)


def test_odd_values_in_the_address_of_a_new_form_are_ignored(as_, chief):
    make_country("UA")
    address = f"/admin/initiatives/initiative/add/?parent={HUGE}&countries=%00&places=x&kind=%00"

    assert as_(chief).get(address).status_code == 200


def test_control_characters_go_and_joiners_stay(as_, chief, initiative):
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    client = as_(chief)

    client.post(page, filled(client.get(page)) | {"note": "a\x01b\u200cc\r\nd"})

    initiative.refresh_from_db()
    assert initiative.note == "ab\u200cc\nd"

"""A profile that names a region of the world and no country: on the public pages, in files and on its form."""

import pytest
from django.urls import reverse

from initiatives.domain import publishing
from initiatives.imports import apply
from initiatives.models import Initiative, Place
from tests.admin.builders import filled, make_country, make_user
from tests.imports.files import DATA, exported

pytestmark = pytest.mark.django_db


@pytest.fixture
def regional():
    for code in ("XK", "UA"):
        make_country(code)
    apply.apply(apply.preview((DATA / "iati" / "peace.xml").read_bytes(), file_name="peace.xml"))
    return Initiative.objects.get(countries=None)


def form_of(regional):
    return reverse("admin:initiatives_initiative_change", args=[regional.pk])


def test_it_is_published_and_shown(client, regional):
    publishing.move(regional, "published", by=make_user("aida", is_superuser=True), criterion="works-on-conflict")
    own = f"/initiatives/{regional.slug}/"
    pages = ["/", "/initiatives/", own, "/initiatives.json", "/initiatives.csv", "/countries/"]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "Central Asia" in client.get(own).content.decode()


def test_its_form_saves_without_a_country(client, regional):
    client.force_login(make_user("aida", is_superuser=True))
    data = filled(client.get(form_of(regional))) | {"start_date": "2018"}
    assert client.post(form_of(regional), data).status_code == 302
    regional.refresh_from_db()
    assert (regional.start_date, regional.countries.count()) == ("2018", 0)


def test_its_form_wants_a_country_where_no_place_is_left(client, regional):
    client.force_login(make_user("aida", is_superuser=True))
    data = filled(client.get(form_of(regional)))
    del data["places"]
    assert "Name a country" in client.post(form_of(regional), data).content.decode()


def test_somebody_bound_to_a_country_adds_none_without_it(client, regional):
    client.force_login(make_user("olena", group="Editors", codes=["UA"]))
    page = "/admin/initiatives/initiative/add/"
    place = regional.places.get().pk
    data = filled(client.get(page)) | {
        "kind": "project", "texts-0-language": "en", "texts-0-title": "Talks", "places": [place],
    }  # fmt: skip
    assert "Name a country" in client.post(page, data).content.decode()


def test_an_export_says_same_when_it_comes_back(regional):
    run = apply.preview(exported(), file_name="all.csv")
    assert (run.counts["same"], run.counts["problem"]) == (3, 0)


def test_a_region_of_somebody_s_own_list_may_be_a_village(regional):
    text = (
        "<iati-activities><iati-activity><iati-identifier>XX-EXA-9</iati-identifier><title>Wells</title>"
        '<recipient-country code="UA"/><recipient-region vocabulary="99" code="7">Upper Village</recipient-region>'
        "</iati-activity></iati-activities>"
    )
    apply.apply(apply.preview(text.encode(), file_name="own.xml"))
    assert Place.objects.get(name="Upper Village").precision != "country"
    assert Place.objects.get(name="Central Asia").precision == "country"

"""What looks like contact data or an exact place is looked at before it is saved."""

import pytest
from django.urls import reverse

from initiatives.models import Change, Country, Initiative, Organisation
from tests.admin.builders import filled, make_country, make_organisation

ADDRESS = "peace.person@example.org"


def page_of(row):
    return reverse(f"admin:initiatives_{row._meta.model_name}_change", args=[row.pk])


def send(client, row, **more):
    return client.post(page_of(row), filled(client.get(page_of(row))) | more)


def test_a_form_with_contact_data_waits_for_a_tick(as_, editor, initiative):
    client = as_(editor)
    typed = {"texts-0-summary": f"Talks. Write to {ADDRESS}.", "start_date": "2018-02"}

    response = send(client, initiative, **typed)

    assert response.status_code == 422
    [(finding, label, is_looked_at)] = response.context["unlooked"].findings
    assert (finding.kind, finding.value, label, is_looked_at) == ("email", ADDRESS, "summary", False)
    assert filled(response)["texts-0-summary"] == typed["texts-0-summary"]
    assert filled(response)["start_date"] == "2018-02"
    assert Initiative.objects.get().start_date == "2018"
    assert not Change.objects.exists()

    assert client.post(page_of(initiative), filled(response) | {"_looked": finding.token}).status_code == 302
    assert Initiative.objects.get().start_date == "2018-02"
    assert send(client, initiative, start_date="2018-03").status_code == 302, "once looked at, it is not asked again"


def test_each_value_wants_its_own_tick(as_, editor, initiative):
    client = as_(editor)
    response = send(client, initiative, note=f"{ADDRESS} or 12 Peace Street")
    first, second = (finding.token for finding, _, _ in response.context["unlooked"].findings)

    response = client.post(page_of(initiative), filled(response) | {"_looked": [first]})
    assert [looked for _, _, looked in response.context["unlooked"].findings] == [True, False]
    assert client.post(page_of(initiative), filled(response) | {"_looked": [first, second]}).status_code == 302


def test_a_new_profile_waits_too(as_, chief):
    client, page = as_(chief), reverse("admin:initiatives_organisation_add")
    data = filled(client.get(page)) | {"name": "Office", "type": "unknown", "description": "Rruga e Paqes, nr. 12"}

    response = client.post(page, data)
    assert (response.status_code, Organisation.objects.count()) == (422, 0)
    finding = response.context["unlooked"].findings[0][0]
    assert client.post(page, filled(response) | {"_looked": finding.token}).status_code == 302
    assert Organisation.objects.get().name == "Office"


def contact(**more):
    row = {"contacts-TOTAL_FORMS": "1", "contacts-0-kind": "email", "contacts-0-value": ADDRESS}
    return row | {f"contacts-0-{name}": value for name, value in more.items()}


@pytest.mark.parametrize(("consent", "status"), [({"consent_given": "2026-01-01"}, 302), ({}, 422)])
def test_an_office_contact_with_consent_is_saved_at_once(as_, editor, consent, status):
    office = make_organisation("Office")
    assert send(as_(editor), office, **contact(**consent)).status_code == status


def test_a_public_profile_that_newly_names_who_is_in_danger_asks_why(as_, chief, initiative):
    Initiative.objects.update(stage="published")
    office = make_organisation("Office", country=make_country("RU", funding_law=True))
    client = as_(chief)
    row = {"partners-TOTAL_FORMS": "1", "partners-0-organisation": str(office.pk), "partners-0-role": "partner"}

    response = send(client, initiative, **row)
    assert (response.status_code, response.context["unlooked"].countries) == (422, ["RU"])
    assert "naming them harms nobody" in response.text
    assert client.post(page_of(initiative), filled(response) | {"_reason": "It asked for it."}).status_code == 302
    assert send(client, initiative, start_date="2019").status_code == 302, "what was there already asks nothing"


def test_a_draft_asks_only_when_it_is_published(as_, chief, initiative):
    make_country("UA")
    Country.objects.update(funding_law=True)
    office = make_organisation("Office", country=Country.objects.get())
    row = {"partners-TOTAL_FORMS": "1", "partners-0-organisation": str(office.pk), "partners-0-role": "partner"}
    assert send(as_(chief), initiative, **row).status_code == 302

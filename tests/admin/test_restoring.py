"""An old version is brought back as an edit of its own, and shows nobody more than before."""

import pytest
from django.urls import reverse

from initiatives.domain import documents, editing
from initiatives.models import Change, Initiative
from tests.admin.builders import cite, make_country, make_initiative, make_organisation, make_user
from tests.domain import made


def edit(initiative, **values):
    key = str(initiative.uuid)
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=None, act="edited")
    return documents.read_one("initiative", key)


def page(initiative, document):
    return reverse("admin:initiatives_initiative_restore", args=[initiative.pk, documents.token(document)])


def history(initiative):
    return reverse("admin:initiatives_initiative_history", args=[initiative.pk])


@pytest.fixture
def old(initiative):
    """The version before the edit."""
    found = documents.read_one("initiative", initiative.uuid)
    edit(initiative, start_date="2019", website="https://example.org/new")
    return found


def test_history_leads_to_each_older_version(as_, editor, initiative, old):
    middle = edit(initiative, end_date="2020")
    edit(initiative, end_date="2021")

    words = as_(editor).get(history(initiative)).content.decode()

    assert [page(initiative, version) in words for version in (middle, old)] == [True, True]
    assert page(initiative, documents.read_one("initiative", initiative.uuid)) not in words


def test_version_is_shown_and_then_brought_back(as_, editor, initiative, old):
    client = as_(editor)

    shown = client.get(page(initiative, old))
    assert [(row.path, row.old, row.new) for row in shown.context["found"].differences] == [
        ("start_date", "2019", "2018"),
        ("website", "https://example.org/new", ""),
    ]
    assert Change.objects.count() == 1
    client.post(page(initiative, old), {"_seen": shown.context["found"].token, "_reason": "The source says 2018."})

    assert documents.read_one("initiative", initiative.uuid) == old
    change = Change.objects.first()
    assert (change.act, change.by, change.reason) == ("restored", editor, "The source says 2018.")


def test_version_is_not_brought_back_over_what_somebody_changed_meanwhile(as_, editor, initiative, old):
    client = as_(editor)
    seen = client.get(page(initiative, old)).context["found"].token
    now = edit(initiative, end_date="2021")

    response = client.post(page(initiative, old), {"_seen": seen, "_reason": "Typed at length."})

    assert response.status_code == 409
    assert 'value="Typed at length."' in response.content.decode()
    assert "2021" in response.content.decode()
    assert documents.read_one("initiative", initiative.uuid) == now
    assert client.post(page(initiative, old), {"_seen": documents.token(now)}).status_code == 302
    assert documents.read_one("initiative", initiative.uuid) == old


@pytest.mark.parametrize("data", [{}, {"_seen": ""}, {"_seen": "0" * 16}])
def test_version_is_not_brought_back_unseen(as_, editor, initiative, old, data):
    assert as_(editor).post(page(initiative, old), data).status_code == 409
    assert Initiative.objects.get().start_date == "2019"


def test_nothing_is_published_or_shown_again(as_, reviewer, initiative):
    cite(initiative)
    house = str(make_organisation().uuid)
    agreed = {"consent_given": "2020-01-01", "consent_note": "By letter."}
    contacts = [
        {"kind": "email", "value": "office@example.org", **agreed},
        {"kind": "email", "value": "b@example.org", **agreed},
    ]
    partners = [{"organisation": house, "role": "lead", **agreed}]
    old = edit(initiative, stage="published", sensitivity="open", contacts=contacts, partners=partners)
    edit(initiative, stage="withdrawn", sensitivity="withheld", contacts=[{"kind": "email", "value": "b@example.org"}])

    client = as_(reviewer)
    client.post(page(initiative, old), {"_seen": client.get(page(initiative, old)).context["found"].token})

    now = documents.read_one("initiative", initiative.uuid)
    assert (now["stage"], now["sensitivity"]) == ("withdrawn", "withheld")
    assert {row["value"]: row["consent_given"] for row in now["contacts"]} == dict.fromkeys(
        ("office@example.org", "b@example.org")
    )
    assert [row["consent_given"] for row in now["partners"]] == ["2020-01-01"]


def test_version_that_can_not_stand_in_public_is_refused(as_, editor, initiative):
    old = documents.read_one("initiative", initiative.uuid)
    edit(initiative, end_date="2020")
    cite(initiative)
    now = edit(initiative, stage="published")

    response = as_(editor).get(page(initiative, old), follow=True)

    assert "it has no source" in str(next(iter(response.context["messages"])))
    assert documents.read_one("initiative", initiative.uuid) == now


def test_version_in_a_foreign_country_is_refused(as_, initiative):
    make_country("XK")
    old = edit(initiative, countries=["UA", "XK"])
    edit(initiative, countries=["UA"])
    client = as_(make_user("taras", group="Editors", codes=["UA"]))

    response = client.post(page(initiative, old), {"_seen": "x"}, follow=True)

    assert "These countries are not among yours: XK." in str(next(iter(response.context["messages"])))
    assert Initiative.objects.get().countries.count() == 1


def test_foreign_and_missing_profiles_and_versions_are_not_found(as_, initiative, old):
    foreign = make_initiative(slug="foreign", codes=["XK"])
    was = documents.read_one("initiative", foreign.uuid)
    edit(foreign, end_date="2020")
    client = as_(make_user("taras", group="Editors", codes=["UA"]))

    assert client.get(page(foreign, was)).status_code in (403, 404)
    assert client.get(page(initiative, {"no": "version"})).status_code == 404
    assert client.get("/admin/initiatives/initiative/999/versions/0123456789abcdef/").status_code == 404
    reader = as_(make_user("reader", rights=["view_initiative"]))
    assert reader.get(page(initiative, old)).status_code == 403
    assert page(initiative, old) not in reader.get(history(initiative)).content.decode()


def test_version_that_names_what_is_gone_is_refused(as_, editor, initiative):
    house = str(make_organisation().uuid)
    old = edit(initiative, partners=[{"organisation": house, "role": "lead"}])
    edit(initiative, partners=[])
    editing.delete("organisation", [house], by=None)
    client = as_(editor)

    seen = client.get(page(initiative, old)).context["found"].token
    response = client.post(page(initiative, old), {"_seen": seen}, follow=True)

    assert "gone by now" in str(next(iter(response.context["messages"])))


def test_old_address_of_a_profile_stays_free(as_, editor, initiative):
    old = documents.read_one("initiative", initiative.uuid)
    edit(initiative, slug="new-address", start_date="2019")
    make_initiative(slug=old["slug"])
    client = as_(editor)

    client.post(page(initiative, old), {"_seen": client.get(page(initiative, old)).context["found"].token})

    assert Initiative.objects.values_list("slug", "start_date").get(pk=initiative.pk) == ("new-address", "2018")


def published(**values):
    source = made.source()
    return Initiative.objects.get(uuid=made.initiative(citations=[{"source": source, "field": "*"}], **values))


def test_old_version_brings_back_no_wider_consent(as_, editor, client):
    row = {"organisation": made.organisation("A funder"), "programme": "Whispered", "consent_given": "2020-01-01"}
    profile = published(sensitivity="limited", funders=[row])
    old = documents.read_one("initiative", profile.uuid)
    now = edit(profile, funders=[row | {"consent_scope": "name"}], start_date="2019")

    as_(editor).post(page(profile, old), {"_seen": documents.token(now)})

    document = documents.read_one("initiative", profile.uuid)
    assert (document["start_date"], document["funders"][0]["consent_scope"]) == ("", "name")
    assert "Whispered" not in client.get(profile.get_absolute_url()).content.decode()


def test_public_profile_that_names_who_is_in_danger_again_asks_why(as_, editor):
    made.country("RU", funding_law=True)
    profile = published(countries=["RU", "UA"])
    old = documents.read_one("initiative", profile.uuid)
    now = edit(profile, countries=["UA"])
    client, seen = as_(editor), {"_seen": documents.token(now)}

    response = client.post(page(profile, old), seen, follow=True)
    assert "harms nobody" in str(next(iter(response.context["messages"])))
    assert documents.read_one("initiative", profile.uuid) == now
    client.post(page(profile, old), seen | {"_reason": "It asked for it."})
    assert documents.read_one("initiative", profile.uuid) == old

"""The page as it was, and what changed on it: only what the public saw, and still may see; never who did it."""

import pytest

from initiatives.domain import documents, editing, redaction
from initiatives.models import Change
from tests.admin.builders import make_user
from tests.factories import make_initiative, make_organisation, make_place, make_source

pytestmark = pytest.mark.django_db
QUERIES = 34
AGREED = {"consent_given": "2020-01-01"}


def edit(initiative, **values):
    key = str(initiative.uuid)
    document = documents.read_one("initiative", key) | values
    editing.write("initiative", {key: document}, by=make_editor(), act="edited", reason="Whispered reason.")


def make_editor():
    return make_user(f"secret-editor-{Change.objects.count()}")


@pytest.fixture
def initiative():
    return make_initiative("Rivers", slug="rivers", start_date="2017")


def changes(client):
    return client.get("/initiatives/rivers/changes/")


def told(client):
    """[(act, [(path, old, new)])] of the page of changes"""
    found = changes(client).context["versions"]
    return [(one.act, [(row.path, row.old, row.new) for row in one.differences]) for one in found]


def addresses(client):
    return [f"/initiatives/rivers/versions/{one.token}/" for one in changes(client).context["versions"]]


def test_changes_are_told_in_words_without_who_and_why(client, initiative):
    edit(initiative, start_date="2018-02")
    edit(initiative, website="https://example.org/")

    assert told(client) == [
        ("edited", [("website", "", "https://example.org/")]),
        ("edited", [("start_date", "2017", "2018-02")]),
        ("published", []),
    ]
    page = changes(client).content.decode()
    assert "secret-editor" not in page
    assert "Whispered" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_hidden_edits_make_no_version(client, initiative):
    edit(initiative, note="Hidden words.")
    edit(initiative, sensitivity="limited")
    edit(initiative, contacts=[{"kind": "email", "value": "hidden@example.org"}])

    assert told(client) == [("published", [])]


def test_old_version_is_shown_as_it_was_and_leads_to_the_one_now(client, initiative):
    edit(initiative, start_date="2018-02")
    now, old = addresses(client)

    page = client.get(old).content.decode()
    assert ("2017" in page, "2018" in page) == (True, False)
    assert "This is an old version" in page
    assert 'href="/initiatives/rivers/"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "The page still says the same." in client.get(now).content.decode()


def test_profile_is_cited_by_the_address_of_its_version(client, initiative):
    edit(initiative, start_date="2018-02")
    edit(initiative, note="Hidden words.")
    now, old = addresses(client)

    cite = client.get("/initiatives/rivers/").context["cite"]
    assert f"http://testserver{now}" in cite.rest
    assert "version of" in cite.rest
    assert now in dict(cite.formats)["BibTeX"]
    assert f"http://testserver{old}" in client.get(old).context["cite"].rest


@pytest.mark.parametrize("hidden", [{"stage": "withdrawn"}, {"stage": "draft"}, {"sensitivity": "withheld"}])
def test_hidden_profiles_have_no_versions(client, initiative, hidden):
    (address,) = addresses(client)
    edit(initiative, **hidden)

    missing = client.get("/initiatives/no-such-profile/changes/")
    assert (changes(client).status_code, missing.status_code) == (404, 404)
    assert client.get(address).status_code == 404


def test_versions_that_were_not_public_are_not_there(client):
    initiative = make_initiative("Draft title", slug="rivers", stage="draft", website="https://draft.example.org/")
    edit(initiative, sensitivity="withheld", stage="published", start_date="2001")
    edit(initiative, sensitivity="open", stage="published", start_date="2018", website="")
    tokens = [documents.token(row.after) for row in Change.objects.all()]

    assert told(client) == [("published", [])]
    page = changes(client).content.decode()
    assert not any(word in page for word in ("draft.example", "2001"))
    assert [client.get(f"/initiatives/rivers/versions/{token}/").status_code for token in tokens] == [404] * len(tokens)


def test_stricter_sensitivity_counts_for_old_versions(client, initiative):
    town = make_place("Smalltown", precision="place")
    house = make_organisation("Quiet House")
    edit(initiative, places=[str(town.uuid)], partners=[{"organisation": str(house.uuid), "role": "lead"}])
    seen = addresses(client)
    edit(initiative, sensitivity="limited")

    for address in (*seen, "/initiatives/rivers/changes/"):
        page = client.get(address).content.decode()
        assert ("Smalltown" in page, "Quiet House" in page) == (False, False)


def test_restricted_profile_tells_nothing_of_before(client, initiative):
    edit(initiative, start_date="2018-02")
    seen = addresses(client)
    edit(initiative, sensitivity="restricted")

    assert told(client) == []
    assert [client.get(address).status_code for address in seen] == [404, 404]


def test_contacts_and_links_that_are_gone_are_not_in_old_versions(client, initiative):
    house, source = make_organisation("Quiet House", slug="quiet-house"), make_source("A page")
    cited = [
        {"source": str(source.uuid), "field": "partners.lead.quiet-house", "quote": "Quiet words"},
        {"source": str(source.uuid), "field": "start_date"},
    ]
    contacts = [{"kind": "email", "value": "office@example.org", **AGREED}]
    links = [{"organisation": str(house.uuid), "role": "lead"}]
    edit(initiative, contacts=contacts, partners=links, citations=cited)
    seen = addresses(client)
    assert "office@example.org" in client.get(seen[0]).content.decode()
    edit(initiative, contacts=[], partners=[], citations=[])

    for address in (*seen, *addresses(client), "/initiatives/rivers/changes/"):
        page = client.get(address).content.decode()
        for word in ("office@example.org", "Quiet House", "quiet-house", "Quiet words"):
            assert word not in page


def test_consent_that_ended_hides_old_versions_too(client, initiative):
    edit(initiative, contacts=[{"kind": "email", "value": "office@example.org", **AGREED}])
    seen = addresses(client)
    edit(
        initiative,
        contacts=[{"kind": "email", "value": "office@example.org", **AGREED, "consent_expires": "2021-01-01"}],
    )

    for address in (*seen, "/initiatives/rivers/changes/"):
        assert "office@example.org" not in client.get(address).content.decode()


def test_places_and_sources_that_are_deleted_leave_old_versions_readable(client, initiative):
    town, source = make_place("Smalltown"), make_source("A page")
    edit(
        initiative,
        start_date="2018",
        places=[str(town.uuid)],
        citations=[{"source": str(source.uuid), "field": "start_date"}],
    )
    seen = addresses(client)
    edit(initiative, places=[], citations=[])
    editing.delete("place", [str(town.uuid)], by=None)
    editing.delete("source", [str(source.uuid)], by=None)

    assert [client.get(address).status_code for address in (*seen, "/initiatives/rivers/changes/")] == [200] * 3
    assert "Smalltown" not in client.get(seen[0]).content.decode() + changes(client).content.decode()


def test_redacted_version_is_gone_and_the_day_is_told(client, initiative, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    text = {"language": "en", "title": "Rivers"}
    edit(initiative, texts=[text | {"summary": "By Verbena Kvitoslavska."}])
    edit(initiative, texts=[text | {"summary": "By a trainer."}])
    seen = addresses(client)
    assert client.get(seen[1]).status_code == 200

    redaction.redact(["Verbena Kvitoslavska"], reason="asked")

    page = changes(client).content.decode()
    assert "erbena" not in page
    assert page.count("Words of this version were removed on") == 1
    assert [client.get(address).status_code for address in seen] == [200, 404, 200]


def test_profile_without_a_ledger_has_no_versions_and_is_cited_by_its_own_address(client, initiative):
    Change.objects.all().delete()

    assert "No changes are recorded." in changes(client).content.decode()
    assert "http://testserver/initiatives/rivers/." in client.get("/initiatives/rivers/").context["cite"].rest


@pytest.mark.parametrize("edits", [2, 12])
def test_changes_ask_a_constant_number_of_queries(client, initiative, edits, django_assert_num_queries):
    for number in range(edits):
        edit(initiative, start_date=f"{2000 + number}")

    with django_assert_num_queries(QUERIES):
        changes(client)


@pytest.mark.parametrize(("then", "now"), [("all", "name"), ("name", "all")])
def test_old_version_shows_of_a_link_no_more_than_either_consent_covers(client, then, now):
    row = {"organisation": str(make_organisation("A funder").uuid), "programme": "Whispered grant"} | AGREED
    row["purpose"] = "Whispered purpose"
    profile = make_initiative(
        "Rivers", slug="rivers", sensitivity="limited", funders=[row | {"consent_scope": then}], start_date="2016"
    )
    edit(profile, start_date="2017")
    edit(profile, funders=[row | {"consent_scope": now}])

    old = "".join(client.get(address).content.decode() for address in addresses(client)[1:])
    assert "A funder" in old
    assert "Whispered" not in old
    assert ("Whispered" in changes(client).content.decode()) == (now == "all")

"""Who may come where: rights, countries, and no way around them."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, reverse

from initiatives.domain import documents, editing
from initiatives.models import Change, Initiative
from tests.admin.builders import cite, filled, make_initiative, make_organisation, make_user

FREE = {"index", "password_change", "password_change_done", "logout", "jsi18n", "login", "set_password"}
ARGUMENTS = {"object_id": "1", "app_label": "initiatives", "url": "x/y", "uidb64": "MQ", "token": "a-b", "pk": "1"}
ARGUMENTS |= {"id": "1", "user_id": "1"}


def addresses(pk):
    """(name, address) of each, for the row `pk`."""
    for prefix, pattern in walked(admin.site.urls[0]):
        values = {name: ARGUMENTS.get(name, "1") for name in names(pattern)} | {"object_id": str(pk)}
        yield pattern.name, "/admin/" + fill(prefix + str(pattern.pattern), values)


def walked(found, prefix=""):
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield prefix, pattern
        else:
            yield from walked(pattern.url_patterns, prefix + str(pattern.pattern))


def names(pattern):
    return set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)


def fill(address, values):
    for name, value in values.items():
        for converter in ("path", "str", "int", "slug", "uuid"):
            address = address.replace(f"<{converter}:{name}>", value)
        address = address.replace(f"<{name}>", value)
    return address.replace("^(?P<app_label>auth|initiatives)/$", "initiatives/").replace("(?P<url>.*)$", "x")


@pytest.mark.parametrize("method", ["get", "post"])
def test_account_without_rights_is_turned_away_everywhere(as_, initiative, method):
    stranger = make_user("stranger")
    make_organisation()
    client = as_(stranger)
    answers = {}
    for name, address in addresses(initiative.pk):
        if name not in FREE:
            answers[address] = getattr(client, method)(address).status_code

    assert {address: code for address, code in answers.items() if code not in (403, 404)} == {}
    assert len(answers) > 40
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize("name", ["import", "export", "process_import"])
def test_addresses_of_import_export_screens_do_not_exist(as_, chief, name):
    assert as_(chief).post(f"/admin/initiatives/organisation/{name}/").status_code == 404
    assert as_(chief).get(f"/admin/initiatives/place/{name}/").status_code == 404


class TestEditorOfOneCountry:
    @pytest.fixture
    def client(self, as_):
        return as_(make_user("olena", group="Editors", codes=["UA"]))

    @pytest.fixture
    def foreign(self, db):
        return make_initiative(slug="secret-profile", title="Secret profile", codes=["XK"])

    @pytest.mark.parametrize("view", ["change", "delete", "history"])
    def test_can_not_open_a_profile_elsewhere(self, client, foreign, view):
        address = reverse(f"admin:initiatives_initiative_{view}", args=[foreign.pk])

        for response in (client.get(address), client.post(address, {"post": "yes"})):
            assert response.status_code in (403, 404)
            assert b"ecret" not in response.content

    def test_sees_only_their_own_in_the_list(self, client, foreign, initiative):
        response = client.get("/admin/initiatives/initiative/")

        assert list(response.context["cl"].result_list) == [initiative]
        assert b"ecret" not in response.content
        assert list(client.get("/admin/initiatives/initiative/?q=secret").context["cl"].result_list) == []

    def test_can_not_act_on_a_profile_elsewhere(self, client, foreign):
        client.post("/admin/initiatives/initiative/", {"action": "send_to_review", "_selected_action": [foreign.pk]})

        foreign.refresh_from_db()
        assert foreign.stage == "draft"

    def test_is_not_offered_it_and_can_not_name_it(self, client, foreign, initiative):
        query = {"app_label": "initiatives", "model_name": "initiative", "field_name": "parent", "term": "secret"}
        assert client.get("/admin/autocomplete/", query).json()["results"] == []

        page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
        response = client.post(page, filled(client.get(page)) | {"parent": foreign.pk})
        assert b"ecret" not in response.content
        initiative.refresh_from_db()
        assert initiative.parent is None

    def test_can_not_move_a_profile_out_of_sight(self, client, foreign, initiative):
        page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])

        response = client.post(page, filled(client.get(page)) | {"countries": ["XK"]})

        assert "These countries are not among yours: XK." in response.content.decode()

    def test_reads_no_ledger_of_all_countries_and_no_other_country(self, client, foreign):
        assert client.get("/admin/initiatives/change/").status_code == 403
        assert client.get("/admin/initiatives/country/XK/change/").status_code == 404


def test_ledger_can_be_read_and_not_written(as_, editor, initiative):
    client = as_(editor)
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    client.post(page, filled(client.get(page)) | {"start_date": "2018-02"})
    change = reverse("admin:initiatives_change_change", args=[Change.objects.get().pk])

    response = client.get(change)

    assert "<b>start</b>: 2018 → 2018-02" in response.content.decode()
    assert client.post(change, {"reason": "x"}).status_code == 403
    assert client.get("/admin/initiatives/change/add/").status_code == 403


def test_ledger_shows_text_as_text(as_, editor, initiative):
    key = str(initiative.uuid)
    document = documents.read_one("initiative", key) | {"note": "<script>alert(1)</script>"}
    editing.write("initiative", {key: document}, by=editor, act="edited")

    content = as_(editor).get(reverse("admin:initiatives_change_change", args=[Change.objects.get().pk])).content

    assert b"&lt;script&gt;alert" in content
    assert b"<script>alert" not in content


def test_view_on_site_names_no_hidden_profile(as_, editor, initiative):
    cite(initiative)
    response = as_(editor).get(reverse("admin:initiatives_initiative_change", args=[initiative.pk]))

    assert b"viewsitelink" not in response.content
    kind = ContentType.objects.get_for_model(initiative)
    assert as_(editor).get(f"/admin/r/{kind.pk}/{initiative.pk}/").status_code == 404

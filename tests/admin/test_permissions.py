"""No way around rights and countries, beside what the matrix asks."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from initiatives.domain import documents, editing
from initiatives.models import Change
from tests.admin.builders import cite, filled, make_initiative, make_user


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

    def test_is_not_told_what_a_profile_is_part_of_elsewhere(self, client, foreign, initiative):
        initiative.parent = foreign
        initiative.save()
        page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])

        form = client.get(page)
        assert b"ecret" not in form.content
        assert client.post(page, filled(form) | {"start_date": "2019", "parent": ""}).status_code == 302
        initiative.refresh_from_db()
        assert (initiative.parent, initiative.start_date) == (foreign, "2019")

    def test_can_not_move_a_profile_out_of_sight(self, client, foreign, initiative):
        page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])

        response = client.post(page, filled(client.get(page)) | {"countries": ["XK"]})

        assert "These countries are not among yours: XK." in response.content.decode()


def test_reader_is_not_told_of_a_withheld_profile_by_its_parts(as_, initiative):
    initiative.parent = make_initiative(slug="secret-profile", title="Secret profile", sensitivity="withheld")
    initiative.save()
    page = reverse("admin:initiatives_initiative_change", args=[initiative.pk])

    assert b"ecret" not in as_(make_user("reader", group="Readers")).get(page).content


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

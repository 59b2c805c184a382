import pytest
from django.urls import reverse

from initiatives.models import Change, Initiative, Partner, Term
from tests.admin.builders import chosen, cite, filled, make_country, make_initiative, make_organisation, make_user

ADD = "/admin/initiatives/initiative/add/"


def address(initiative):
    return reverse("admin:initiatives_initiative_change", args=[initiative.pk])


def save(client, initiative, **changed):
    data = filled(client.get(address(initiative))) | changed
    return client.post(address(initiative), data)


def test_correction_is_saved_with_who_and_why(as_, editor, initiative):
    response = save(as_(editor), initiative, start_date="2018-02", _reason="The source says February.")

    assert response.status_code == 302
    change = Change.objects.get()
    assert (change.subject, change.key, change.act, change.by) == ("initiative", str(initiative.uuid), "edited", editor)
    assert change.reason == "The source says February."
    assert (change.before["start_date"], change.after["start_date"]) == ("2018", "2018-02")


def test_save_of_nothing_leaves_no_change(as_, editor, initiative):
    before = Initiative.objects.get().updated_at

    assert save(as_(editor), initiative).status_code == 302
    assert list(Change.objects.all()) == []
    assert Initiative.objects.get().updated_at == before


def test_new_profile_gets_its_address_from_its_title_in_any_script(as_, editor):
    make_country("UA")
    client = as_(editor)
    data = filled(client.get(ADD)) | {
        "kind": "platform",
        "countries": ["UA"],
        "themes": ["dialogue"],
        "keywords": "village talks\nvillage talks\n",
        "texts-0-language": "uk",
        "texts-0-title": "Діалог",
    }

    assert client.post(ADD, data).status_code == 302
    made = Initiative.objects.get()
    assert (made.slug, made.stage, Change.objects.get().act) == ("dialog", "draft", "created")
    assert list(Term.objects.values_list("list", "slug")) == [("keyword", "village talks"), ("theme", "dialogue")]


def test_unticked_theme_is_taken_away(as_, editor, initiative):
    Term.objects.create(initiative=initiative, list="theme", slug="dialogue")
    client = as_(editor)
    data = filled(client.get(address(initiative)))
    del data["themes"]

    client.post(address(initiative), data)

    assert list(initiative.terms.all()) == []


def test_partner_is_added_and_public_index_follows(as_, editor):
    initiative = make_initiative(stage="published")
    organisation = make_organisation()
    rows = {"partners-TOTAL_FORMS": "1", "partners-0-organisation": organisation.pk, "partners-0-role": "lead"}

    assert save(as_(editor), initiative, **rows).status_code == 302
    assert Partner.objects.get().role == "lead"
    assert initiative.listing.card["lead"] == [{"slug": "institute-for-peace", "name": "Institute for Peace"}]


def test_activity_without_a_name_is_named_after_its_title(as_, editor, initiative):
    rows = {"activities-TOTAL_FORMS": "1", "activities-0-title": "Марафон діалогу", "activities-0-type": "dialogue"}
    client = as_(editor)
    choices = (
        client.get(address(initiative)).context["inline_admin_formsets"][3].formset.empty_form.fields["type"].choices
    )
    kind = next(slug for slug, _label in choices if slug)

    response = save(client, initiative, **(rows | {"activities-0-type": kind, "activities-0-state": "held"}))

    assert response.status_code == 302
    assert initiative.activities.get().key == "marafon-dialogu"


@pytest.mark.parametrize("date", ["2018-13", "2018-02-30", "yesterday"])
def test_impossible_date_is_refused_on_the_form(as_, editor, initiative, date):
    response = save(as_(editor), initiative, start_date=date)

    assert response.status_code == 200
    assert "as precise as the source" in str(response.context["adminform"].form.errors["start_date"])
    assert list(Change.objects.all()) == []


def test_end_before_start_is_refused_on_the_form(as_, editor, initiative):
    response = save(as_(editor), initiative, end_date="2017")

    assert "The end is before the start." in response.content.decode()


def test_language_that_is_none_is_refused(as_, editor, initiative):
    response = save(as_(editor), initiative, **{"texts-0-language": "not a language"})

    assert "is not a language code" in response.content.decode()


def test_deleting_keeps_the_document_in_the_ledger(as_, reviewer, initiative):
    client = as_(reviewer)

    address = reverse("admin:initiatives_initiative_delete", args=[initiative.pk])
    client.post(address, {"post": "yes", "_seen": client.get(address).context["seen"]})

    change = Change.objects.get()
    assert (change.act, change.by, change.after, change.before["start_date"]) == ("deleted", reviewer, None, "2018")
    assert list(Initiative.objects.all()) == []


def test_deleting_many_writes_a_change_for_each(as_, reviewer):
    rows = [make_initiative(slug=slug) for slug in ("a", "b")]
    client = as_(reviewer)

    client.post("/admin/initiatives/initiative/", chosen(client, "delete_selected", rows, post="yes"))

    assert [change.act for change in Change.objects.all()] == ["deleted", "deleted"]


def test_place_that_a_profile_names_can_not_be_deleted(as_, reviewer, initiative):
    place = initiative.places.create(name="Kyiv")
    address = reverse("admin:initiatives_place_delete", args=[place.pk])
    client = as_(reviewer)

    assert "which other profiles name" in client.post(address, {"post": "yes"}).content.decode()
    assert list(initiative.places.all()) == [place]


def test_history_shows_who_what_and_why(as_, editor, initiative):
    client = as_(editor)
    save(client, initiative, start_date="2018-02", _reason="The source says February.")

    page = client.get(reverse("admin:initiatives_initiative_history", args=[initiative.pk])).content.decode()

    for words in ("olena", "<del>2018</del>", "<ins>2018-02</ins>", "The source says February."):
        assert words in page


@pytest.mark.parametrize("model", ["organisation", "place", "source", "country"])
def test_other_profiles_are_saved_through_the_door_too(as_, editor, model):
    initiative = make_initiative()
    cite(initiative)
    make_organisation()
    initiative.places.create(name="Kyiv")
    client = as_(editor)
    found = client.get(f"/admin/initiatives/{model}/").context["cl"].result_list[0]
    page = reverse(f"admin:initiatives_{model}_change", args=[found.pk])
    field = {"organisation": "description", "place": "note", "source": "part_of", "country": "other_names"}[model]

    response = client.post(page, filled(client.get(page)) | {field: "New words"})

    assert response.status_code == 302
    change = Change.objects.get()
    assert (change.subject, change.by, change.after[field]) == (model, editor, "New words")


def test_editor_of_one_country_adds_only_there(as_):
    make_country("XK")
    client = as_(make_user("olena", group="Editors", codes=["UA"]))
    data = filled(client.get(ADD)) | {"kind": "platform", "texts-0-language": "en", "texts-0-title": "Talks"}

    refused = client.post(ADD, data | {"countries": ["UA", "XK"]})
    assert "These countries are not among yours: XK." in refused.content.decode()
    assert client.post(ADD, data | {"countries": ["UA"]}).status_code == 302


def text_rows(initiative, *originals):
    """The form's fields that make these rows of texts, and no other, the original."""
    initiative.texts.create(language="uk", title="Донбаський діалог", is_original=True)
    return {f"texts-{row}-is_original": "on" if row in originals else "" for row in (0, 1)}


def test_two_originals_are_told_beside_the_text(as_, editor, initiative):
    response = save(as_(editor), initiative, **text_rows(initiative, 0, 1))

    assert response.status_code == 200
    assert "Only one text is the original" in response.content.decode()


def test_another_text_becomes_the_original_in_one_save(as_, editor, initiative):
    assert save(as_(editor), initiative, **text_rows(initiative, 0)).status_code == 302
    assert [text.language for text in initiative.texts.filter(is_original=True)] == ["en"]


def test_a_citation_given_twice_is_told_beside_its_row(as_, editor, initiative):
    source = cite(initiative, "start_date").source
    twice = {"field": "start_date", "source": source.pk, "quote": "since 2018"}
    rows = {f"citations-1-{name}": value for name, value in twice.items()}
    response = save(as_(editor), initiative, **{"citations-TOTAL_FORMS": 2}, **rows)

    assert response.status_code == 200
    page = response.content.decode()
    assert "the same as a row above" in page
    assert "since 2018" in page

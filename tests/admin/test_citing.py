"""Citing in the form: facts in words, sources under each field, a source entered once."""

import pytest
from django.urls import reverse

from initiatives.models import Citation, Source
from tests.admin.builders import cite, filled, make_initiative, make_organisation

QUOTE = "word " * 25 + "word"


@pytest.fixture
def whole(db):
    """A profile with a row of every kind, and a citation of its start."""
    initiative = make_initiative(start_date="2018-02")
    initiative.activities.create(key="marathon", type="dialogue-marathon", title="The marathon", start="2017")
    initiative.claims.create(key="reach", text="Around 15 million reached.")
    initiative.partners.create(organisation=make_organisation(), role="lead")
    initiative.aliases.create(name="DD", kind="acronym")
    row = cite(initiative, "start_date")
    Citation.objects.filter(pk=row.pk).update(quote="founded in February 2018", note="It says so itself.")
    return initiative


def page_of(initiative):
    return reverse("admin:initiatives_initiative_change", args=[initiative.pk])


def form_of(response, model):
    return next(one.formset for one in response.context["inline_admin_formsets"] if one.opts.model is model)


def test_the_facts_are_chosen_in_words(as_, editor, whole):
    page = as_(editor).get(page_of(whole))

    groups = form_of(page, Citation).empty_form.fields["field"].widget.choices
    assert [(heading, len(options)) for heading, options in groups] == [
        ("", 1),
        ("Texts", 5),
        ("Facts", 11),
        ("Lists", 5),
        ("partners", 1),
        ("activities", 3),
        ("claims", 1),
        ("other names", 1),
    ]
    labels = {path: label for _heading, options in groups for path, label in options}
    assert labels["partners.lead.institute-for-peace"] == "Lead: Institute for Peace"
    assert labels["activities.marathon.start"] == "The marathon: when"
    assert '<option value="start_date" selected>start</option>' in page.text


def test_each_field_shows_its_sources_and_the_way_to_one_more(as_, editor, whole):
    page = as_(editor).get(page_of(whole))

    told = page.context["adminform"].form.fields["start_date"].help_text
    assert "Profile of donbas-dialogue" in told
    assert "<q>founded in February 2018</q>" in told
    assert "(It says so itself.)" in told
    assert "No source." in page.context["adminform"].form.fields["kind"].help_text
    assert "No source." not in page.context["adminform"].form.fields["end_date"].help_text
    assert 'href="?cite=activities.marathon.start#citations-1"' in page.text
    assert 'href="?cite=partners.lead.institute-for-peace#citations-1"' in page.text
    assert 'href="?cite=terms.theme#citations-1"' in page.text


def test_a_form_with_errors_shows_them_too(as_, editor, whole):
    data = filled(as_(editor).get(page_of(whole))) | {"end_date": "never"}
    assert "<q>founded in February 2018</q>" in as_(editor).post(page_of(whole), data).text


def test_the_way_leads_to_a_row_for_that_fact(as_, editor, whole):
    client = as_(editor)
    page = client.get(page_of(whole), {"cite": "status"})
    formset = form_of(page, Citation)
    assert [form.initial.get("field") for form in formset.forms] == ["start_date", "status"]
    assert 'id="citations-1"' in page.text

    address = f"{page_of(whole)}?cite=status"
    assert client.post(address, filled(page)).status_code == 302, "left empty it is no row"
    assert whole.citations.count() == 1
    source = Source.objects.get()
    assert client.post(address, filled(page) | {"citations-1-source": source.pk}).status_code == 302
    assert sorted(whole.citations.values_list("field", flat=True)) == ["start_date", "status"]


@pytest.mark.parametrize("path", ["nonsense", "\0", "<b>", "x" * 500])
def test_an_address_that_names_no_fact_opens_no_row(as_, editor, whole, path):
    page = as_(editor).get(page_of(whole), {"cite": path})
    assert len(form_of(page, Citation).forms) == 1


def test_a_fact_that_is_gone_stays_as_written(as_, editor, whole):
    whole.citations.update(field="activities.gone")
    page = as_(editor).get(page_of(whole))
    assert '<option value="activities.gone" selected>activities.gone</option>' in page.text
    assert as_(editor).post(page_of(whole), filled(page)).status_code == 302


def test_a_quote_has_at_most_25_words(as_, editor, whole):
    client = as_(editor)
    data = filled(client.get(page_of(whole)))

    response = client.post(page_of(whole), data | {"citations-0-quote": QUOTE})
    assert form_of(response, Citation).errors[0]["quote"] == ["These are 26 words: quote at most 25."]
    whole.citations.update(quote=QUOTE)
    page = client.get(page_of(whole))
    assert client.post(page_of(whole), filled(page)).status_code == 302, "what was longer before stays"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a",
        "http://www.example.org/a/",
        "https://EXAMPLE.org/a#page=3",
    ],
)
def test_an_address_known_already_is_refused_with_the_way_to_it(as_, editor, whole, url):
    client, page = as_(editor), reverse("admin:initiatives_source_add")
    known = Source.objects.get()

    response = client.post(page, filled(client.get(page)) | {"title": "Again", "url": url})
    [error] = response.context["adminform"].form.errors["url"]
    assert f'<a href="/admin/initiatives/source/{known.pk}/change/">Profile of donbas-dialogue</a>' in str(error)
    assert Source.objects.count() == 1


def test_another_page_is_another_source(as_, editor, whole):
    client, page = as_(editor), reverse("admin:initiatives_source_add")
    data = filled(client.get(page)) | {"title": "Another", "url": "https://example.org/a?page=2"}
    assert client.post(page, data).status_code == 302
    known = Source.objects.get(title="Another")
    page = reverse("admin:initiatives_source_change", args=[known.pk])
    assert client.post(page, filled(client.get(page)) | {"title": "Renamed"}).status_code == 302


def test_the_title_of_a_source_runs_nothing(as_, editor, whole):
    Source.objects.update(title="<script>alert(1)</script>")
    page = as_(editor).get(page_of(whole))
    assert "<script>alert" not in page.text
    Source.objects.update(url="https://example.org/x")
    add = reverse("admin:initiatives_source_add")
    data = filled(as_(editor).get(add)) | {"title": "Again", "url": "https://example.org/x"}
    assert "<script>alert" not in as_(editor).post(add, data).text

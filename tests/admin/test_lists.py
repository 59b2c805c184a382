import pytest

from tests.admin.builders import cite, make_initiative, make_organisation

LIST = "/admin/initiatives/initiative/"


def found(client, query):
    return [row.slug for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


@pytest.mark.parametrize("word", ["донбас", "ДОНБАС", "Діалог донбас", "dialog", "DIALOGUE", "dd-platform"])
def test_search_finds_titles_in_every_language_other_names_and_addresses(as_, editor, word):
    initiative = make_initiative(slug="dd-platform", title="Donbas Dialogue")
    initiative.texts.create(language="uk", title="Донбас Діалог")
    make_initiative(slug="other", title="Something else")

    assert found(as_(editor), f"q={word}") == ["dd-platform"]


def test_search_finds_other_names(as_, editor, initiative):
    initiative.aliases.create(name="Платформа ДД", kind="acronym")
    make_initiative(slug="other", title="Something else")

    assert found(as_(editor), "q=платформа") == ["donbas-dialogue"]


def test_theme_and_country_filter(as_, editor, initiative):
    initiative.terms.create(list="theme", slug="dialogue")
    make_initiative(slug="other", codes=["XK"])

    assert found(as_(editor), "theme=dialogue") == ["donbas-dialogue"]
    assert found(as_(editor), "countries__code__exact=XK") == ["other"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_a_constant_number_of_queries(as_, editor, rows, django_assert_num_queries):
    for number in range(rows):
        cite(make_initiative(slug=f"n-{number}"))
    client = as_(editor)

    with django_assert_num_queries(29):
        client.get(LIST)


@pytest.mark.parametrize("language", ["", "uk/", "sq/", "ky/", "ru/", "sr/"])
def test_admin_stands_in_six_languages(as_, editor, initiative, language):
    make_organisation()
    client = as_(editor)

    for path in (
        "",
        "initiatives/initiative/",
        "initiatives/initiative/add/",
        f"initiatives/initiative/{initiative.pk}/change/",
    ):
        response = client.get(f"/{language}admin/{path}")
        assert response.status_code == 200
        assert f'lang="{language.strip("/") or "en"}"' in response.content.decode()

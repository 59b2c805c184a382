"""The page of one initiative."""

import re

import pytest

from tests.factories import activity, cite, make_full, make_initiative, make_organisation, make_place, make_source
from tests.views.pages import read, words_outside

pytestmark = pytest.mark.django_db


def seen(client, initiative, prefix=""):
    return read(client.get(f"{prefix}/initiatives/{initiative.slug}/"))


def test_conflict_is_a_sentence(client):
    first, second = make_source("First", date="2018"), make_source("Second", date="2021")
    platform = make_full(start_date="2018-02", citations=[cite(first, "*"), cite(second, "start_date", states="2018")])

    page = seen(client, platform)

    assert "February 2018" in page.text
    assert "Source 2 states: 2018." in page.text


def test_sources_that_disagree_stand_side_by_side_and_the_page_says_which_was_chosen_and_why(client):
    first, second = make_source("First", date="2018"), make_source("Second", date="2021")
    cited = [
        cite(first, "*"),
        cite(first, "start_date", note="It is the older source."),
        cite(second, "start_date", states="2019-05", note="Written later."),
        cite(second, "title", states="Another name"),
    ]
    platform = make_full("A name", start_date="2018-02", citations=cited)

    text = seen(client, platform).text
    sides = [
        "Sources disagree: Shown here, as the editors chose: February 2018.",
        "Why: It is the older source.",
        "Source 2 states: May 2019.",
        "Written later.",
    ]
    places = [text.find(side) for side in sides]
    assert -1 not in places and places == sorted(places), text
    assert "Shown here, as the editors chose: A name." in text
    assert "Source 2 states: Another name." in text


def test_note_stands_beside_its_fact(client):
    source = make_source()
    note = "Older than the platform itself: the source dates its founding to February 2018."
    platform = make_full(citations=[cite(source, "*"), cite(source, "activities.marathon.start", note=note)])

    assert note in seen(client, platform).text


def test_number_stated_and_topics_listed(client):
    platform = make_full(activities=[activity(count=8, topics="War\nPeace")])

    assert "Number stated: 8. Topics listed: 2." in seen(client, platform).text


def test_state_of_an_activity_is_a_word_and_a_dot(client):
    platform = make_full(activities=[activity("past", state="held"), activity("coming", state="planned", start="2024")])

    page = seen(client, platform)

    assert [tag["class"] for tag in page.all("li") if tag.get("id", "").startswith("activity-")] == ["held", "planned"]
    assert "since April 2017 · held" in page.text
    assert "since 2024 · planned" in page.text


def test_claim_says_who_claims_it(client):
    page = seen(client, make_full())

    assert "Around 15 million people reached by the media." in page.text
    assert "claimed, by Publisher 1" in page.text


def test_platform_of_ukraine_without_later_source_says_so(client):
    page = seen(client, make_full())

    assert "This describes the situation before 24 February 2022; we have no later source." in page.text
    assert "Status not confirmed since June 2021." in page.text


def test_aged_status_is_still_told(client):
    planned = make_initiative(status="planned", status_date="2021-05-20", countries=["KG"])

    assert "Planned, as of 20 May 2021; not confirmed since" in seen(client, planned).text


def test_places_stand_in_the_order_of_their_names(client):
    places = [str(make_place(name, country="XK", precision="place").uuid) for name in ("Viti", "Štrpce", "Lipjan")]
    page = seen(client, make_initiative(countries=["XK"], places=places))

    assert "Lipjan, Štrpce, Viti" in page.text


@pytest.mark.parametrize(("prefix", "spoken"), [("/sq", "21 nëntor 2026"), ("", "21 November 2026")])
def test_dates_are_spoken_alike(client, prefix, spoken):
    page = seen(client, make_initiative(verified_date="2026-11-21"), prefix)

    assert page.text.count(spoken) == page.text.lower().count(spoken.lower()) > 1


def test_citation_has_one_full_stop_after_a_date(client):
    page = seen(client, make_initiative(verified_date="2026-11-21"), "/uk")

    assert "2026 р." in page.text
    assert ".." not in page.text


def test_translation_hides_no_mission(client):
    texts = [
        {"language": "en", "title": "Platform", "summary": "What it is.", "mission": "To talk.", "is_original": True},
        {"language": "uk", "title": "Платформа", "summary": "Що це."},
    ]
    page = seen(client, make_initiative(texts=texts), "/uk")

    assert "Що це." in page.text
    assert "To talk." in page.text
    assert {"class": "text", "lang": "en"} in page.all("p")


def test_project_past_its_end_is_not_called_completed(client):
    project = make_initiative(kind="project", start_date="2024-05", end_date="2024-12", countries=["XK"])

    assert "Ended, by its stated dates (December 2024)." in seen(client, project).text


def test_nobody_to_reach(client):
    assert "No public contact known." in seen(client, make_initiative()).text


def test_website_is_a_link_to_another_place(client):
    page = seen(client, make_initiative(website="https://www.example.org/about"))

    assert page.all("a", href="https://www.example.org/about")[0]["rel"] == "noopener noreferrer external"


def test_reader_of_another_language_is_told(client):
    texts = [{"language": "sq", "title": "Nisma", "summary": "Përmbledhje.", "is_original": True}]
    initiative = make_initiative(texts=texts, countries=["XK"])

    page = seen(client, initiative)

    assert page.all("h1") == [{"lang": "sq"}]
    assert "Text in Albanian: there is none in English yet." in page.text
    assert seen(client, initiative, "/sq").all("h1") == [{}]


ALBANIAN = {
    "en": "Text in Albanian: there is none in English yet.",
    "uk": "Мова тексту: албанська. Обраною мовою (українська) його ще немає.",
    "ky": "Текст албанча берилди: кыргызча тексти азырынча жок.",
    "ru": "Язык текста: албанский. На выбранном языке (русский) его ещё нет.",
    "sr": "Језик текста је албански: српски текст још не постоји.",
}


@pytest.mark.parametrize("language", ALBANIAN)
def test_albanian_is_marked_as_albanian_for_everybody_else(client, language):
    said = {name: f"Fjalë shqip {name}" for name in ("title", "summary", "mission", "description")}
    initiative = make_initiative(texts=[{"language": "sq", "is_original": True} | said], countries=["XK"])
    prefix = "" if language == "en" else f"/{language}"

    for path in (f"{prefix}/initiatives/{initiative.slug}/", f"{prefix}/initiatives/"):
        outside = words_outside(client.get(path).content.decode(), "sq")
        assert "Fjalë" not in outside
    assert ALBANIAN[language] in seen(client, initiative, prefix).text
    assert "Fjalë" in words_outside(client.get(f"/sq/initiatives/{initiative.slug}/").content.decode(), "en")


def test_original_title_stands_below_the_translation(client):
    texts = [
        {"language": "en", "title": "Living in Peace"},
        {"language": "ky", "title": "Ынтымактуу жашоо", "is_original": True},
    ]
    page = seen(client, make_initiative(texts=texts, countries=["KG"]))

    assert "Ынтымактуу жашоо (Kyrgyz)" in page.text
    assert {"lang": "ky"} in page.all("span")


def test_quotation_has_the_language_of_its_source(client):
    source = make_source(language="sq")
    initiative = make_initiative(citations=[cite(source, "title", quote="5 evente publike")])

    page = seen(client, initiative)

    assert "5 evente publike" in page.text
    assert page.all("q") == [{"lang": "sq"}]


def test_citation_for_others(client):
    page = seen(client, make_full("A platform", slug="platform"))

    assert "A platform. peacemap, verified 21 November 2026, version of" in page.text
    assert re.search(r"http://testserver/initiatives/platform/versions/[0-9a-f]{16}/\. CC BY 4\.0\.", page.text)
    assert "@misc{platform," in page.text


def test_parts_and_whole_link_each_other(client):
    whole = make_initiative("The whole", slug="whole")
    part = make_initiative("A part", slug="part", parent=str(whole.uuid))
    make_initiative("A hidden part", parent=str(whole.uuid), stage="draft")

    assert "/initiatives/part/" in seen(client, whole).hrefs()
    assert "A hidden part" not in seen(client, whole).text
    assert "/initiatives/whole/" in seen(client, part).hrefs()


@pytest.mark.parametrize("hidden", [{"stage": "draft"}, {"stage": "withdrawn"}, {"sensitivity": "withheld"}])
def test_what_is_not_public_is_not_there(client, hidden):
    initiative = make_full("Sentinel", **hidden)

    assert client.get(f"/initiatives/{initiative.slug}/").status_code == 404
    assert "Sentinel" not in client.get(f"/correct/?about={initiative.slug}").content.decode()


def test_restricted_profile_shows_name_and_country_only(client):
    page = seen(client, make_full("A quiet group", sensitivity="restricted"))

    assert "A quiet group" in page.text
    assert "Only the name and the country of this initiative are public." in page.text
    for word in (
        "Platform",
        "2018",
        "Town",
        "Publisher",
        "Funder",
        "Partner",
        "marathon",
        "million",
        "A summary",
        "bridge",
    ):
        assert word not in page.text.replace("Country", "")


def test_limited_profile_shows_no_money_and_no_town(client):
    town = make_place("Sentinel town", precision="place")
    initiative = make_full(sensitivity="limited", activities=[activity(places=[str(town.uuid)])])

    page = seen(client, initiative)

    for word in ("Sentinel town", "Funder 1", "Partner 1"):
        assert word not in page.text


def test_publisher_without_a_page_is_not_linked(client):
    publisher = make_organisation("Quiet press", slug="quiet-press")
    source = make_source(publisher=str(publisher.uuid))
    hidden = cite(source, "funders.someone")
    initiative = make_initiative(sensitivity="limited", stage="draft", citations=[hidden])

    assert client.get(f"/initiatives/{initiative.slug}/").status_code == 404
    assert client.get("/organisations/quiet-press/").status_code == 404


def test_naming_note_stands_once(client):
    first, second = (
        make_place(name, country="UA", naming_note="donbas", precision="admin1")
        for name in ("One oblast", "Another oblast")
    )

    page = seen(client, make_initiative(places=[str(first.uuid), str(second.uuid)]))

    assert page.text.count("is an informal name for Donetsk and Luhansk oblasts") == 1


def test_text_is_text(client):
    hostile = "<script>alert(1)</script>"
    page = seen(client, make_full(hostile, texts=[{"language": "en", "title": hostile, "description": hostile}]))

    assert page.programs() == []
    assert page.text.count(hostile) >= 2


def test_other_names_and_sources_are_text(client):
    hostile = "<script>alert(1)</script>"
    source = make_source(hostile, url="https://example.org/a")
    names = [{"name": f"{hostile} uk", "language": "uk", "kind": "translation"}]
    page = seen(client, make_full(aliases=names, citations=[cite(source, "*")]))

    assert page.programs() == []
    assert page.text.count(hostile) >= 2


def test_only_addresses_of_the_web_are_links(client):
    """Also where a row came past the forms, as from an old backup."""
    source = make_source("A page", url="javascript:alert(1)")
    page = seen(client, make_full(website="javascript:alert(2)", citations=[cite(source, "*")]))

    assert [address for address in page.hrefs() if "script:" in address] == []

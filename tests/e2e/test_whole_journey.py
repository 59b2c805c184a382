"""One profile, from its draft to a word of the organisation, through the hands of everybody who has one."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from initiatives.models import Change, Initiative
from tests.admin.builders import make_user
from tests.e2e.logging_in import log_in

PASSWORD = "a-long-pass-word"
PAGE = "/initiatives/courtyard-talks/"
PEOPLE = {"carla": "Contributors", "olena": "Editors", "agim": "Reviewers"}


@pytest.fixture
def as_(browser, live_server, settings):
    """name -> the page of that person, logged in; "" for a stranger without scripts."""
    settings.CASE_FASTEST = 0
    for name, group in PEOPLE.items():
        make_user(name, group=group, codes=["UA"], password=make_password(PASSWORD))
    contexts = []

    def page_of(name):
        contexts.append(browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=bool(name)))
        page = contexts[-1].new_page()
        if name:
            log_in(page, name, PASSWORD)
        return page

    yield page_of
    for context in contexts:
        context.close()


def draft(page):
    page.get_by_role("link", name="Quick add").click()
    page.get_by_label("Title:", exact=True).fill("Courtyard talks")
    page.get_by_label("Kind").select_option("platform")
    page.get_by_label("Country").select_option("UA")
    page.get_by_label("Source: address").fill("https://example.org/talks")
    page.get_by_label("Source: title").fill("A report on the talks")
    page.get_by_label("Summary").fill("Neighbours talk about coming home.")
    page.get_by_role("button", name="Make the draft and go on").click()
    expect(page.get_by_text("The draft is made, with its source.")).to_be_visible()
    return page.url


def cite(page, form):
    page.goto(form)
    page.locator("#id_start_date").fill("2021-05")
    page.locator("a[data-cite=start_date]").click()
    page.locator("#id_citations-1-quote").focus()
    page.locator("#id_citations-1-source + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("report")
    page.get_by_role("option", name="A report on the talks").click()
    page.locator("#id_citations-1-quote").fill("since May 2021")
    page.get_by_role("button", name="Save and send to review").click()
    expect(page.get_by_text("1 profile: done.")).to_be_visible()


def publish(page):
    page.get_by_role("region", name="In review").get_by_role("link", name="Courtyard talks").click()
    page.get_by_role("link", name="It has no inclusion criterion").click()
    page.locator("#id_inclusion_criterion").select_option("independent")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("1 profile: done.")).to_be_visible()


def report(page):
    """Ask for removal; the address of the case."""
    page.goto(PAGE)
    page.get_by_role("link", name="Remove us").click()
    page.get_by_label("What shall be removed").fill("It endangers a trainer.")
    page.get_by_role("button", name="Send to the editors").click()
    return page.get_by_role("link", name="/cases/").get_attribute("href")


def hide(page):
    page.goto("/admin/")
    page.get_by_role("region", name="Cases from the public").get_by_role("link").first.click()
    page.get_by_role("button", name="Hide now").click()
    expect(page.get_by_text("The profile is hidden from the public, everywhere.")).to_be_visible()


def show_again(page):
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_text("The profile is shown again.")).to_be_visible()
    page.get_by_label("For the sender").fill("The trainer is not named any more.")
    page.get_by_role("button", name="Close as done").click()


def confirm(editor, stranger, form):
    editor.goto(form)
    editor.get_by_role("link", name="Is this still true?").click()
    editor.get_by_role("button", name="Make a link").click()
    stranger.goto(editor.get_by_label("Link:").input_value())
    stranger.get_by_role("button", name="Yes, this is still true").click()
    expect(stranger.get_by_role("heading", name="Thank you")).to_be_visible()


def test_from_draft_to_a_word_of_the_organisation(as_):
    contributor, stranger = as_("carla"), as_("")
    form = draft(contributor)
    assert stranger.goto(PAGE).status == 404
    editor = as_("olena")
    cite(editor, form)
    reviewer = as_("agim")
    publish(reviewer)
    case = report(stranger)
    hide(reviewer)
    assert stranger.goto(PAGE).status == 404
    show_again(reviewer)
    stranger.goto(case)
    expect(stranger.get_by_text("The trainer is not named any more.")).to_be_visible()
    confirm(editor, stranger, form)

    stranger.goto(PAGE)
    expect(stranger.get_by_text("May 2021", exact=True)).to_be_visible()
    expect(stranger.get_by_text("Confirmed by the organisation")).to_be_visible()
    assert Initiative.objects.get().citations.get(field="start_date").quote == "since May 2021"
    acts = Change.objects.filter(subject="initiative").order_by("pk").values_list("act", "by__username")
    assert list(acts) == [
        ("created", "carla"),
        ("edited", "olena"),
        ("in-review", "olena"),
        ("edited", "agim"),
        ("published", "agim"),
        ("withdrawn", "agim"),
        ("restored", "agim"),
        ("verified", None),
    ]

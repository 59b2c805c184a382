"""Where scripts run, a choice of filters acts at once: the page stays, its results, counts and links follow."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect


@pytest.fixture
def choice(page, transactional_db, live_server):
    """The choice "Kosovo" on a list that remembers, as long as it is not loaded again, that it was open."""
    call_command("load_profiles", verbosity=0)
    page.goto("/initiatives/")
    page.evaluate("window.isTheSame = true")
    page.locator("details.filters").first.evaluate("details => details.open = true")
    return page.locator('[name="country"][value="XK"]')


def test_results_counts_and_links_follow_a_choice(page, choice):
    titles = page.locator("#live-results .entries h2")
    expect(titles).to_have_count(4)
    choice.check()
    expect(titles).to_have_count(1)
    assert page.evaluate("window.isTheSame")
    expect(choice).to_be_focused()
    expect(page.locator("form [role=status]")).to_have_text(page.locator("#count").inner_text())
    assert page.url.endswith("/initiatives/?country=XK")
    assert "country=XK" in page.locator("#live-languages a[lang=uk]").get_attribute("href")
    page.reload()
    expect(choice).to_be_checked()
    expect(titles).to_have_count(1)


def test_only_the_answer_to_the_last_choice_is_shown(page, choice):
    held = []
    page.route("**/initiatives/?*country=XK*", lambda route: held.append(route))
    choice.check()
    choice.uncheck()
    expect(page.locator("form [role=status]")).to_have_text(page.locator("#count").inner_text())
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(choice).not_to_be_checked()
    assert "country=XK" not in page.url

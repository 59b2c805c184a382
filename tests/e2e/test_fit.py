"""Pages at 200 % and 400 %: nothing cut, nothing sideways; targets large enough, focus seen, no movement unasked."""

import pytest

from tests.conftest import SLOW
from tests.e2e import measuring
from tests.views.pages import LANGUAGES

NARROWEST = {"width": 320, "height": 256}  # 400 % of 1280 × 1024: WCAG 1.4.10
DOUBLED = {"width": 640, "height": 512}  # 200 % of the same: WCAG 1.4.4
USUAL = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SIZES = (NARROWEST, DOUBLED, PHONE, USUAL)
QUICKLY = ("home", "list, narrowed", "country", "profile of sources", "activities", "removal with an error", "question")


def wrong_at(page, size):
    page.set_viewport_size(size)
    for measure in (measuring.SIDEWAYS, measuring.CUT):
        yield from page.evaluate(measure)
    yield from page.evaluate(measuring.SMALL, measuring.SMALLEST)


@pytest.mark.parametrize("language", LANGUAGES if SLOW else ["uk"])
def test_everything_fits_and_can_be_tapped(page, directory, language):
    found = []
    for name in directory if SLOW else QUICKLY:
        directory[name].open(page, language)
        found += [(name, size["width"], one) for size in SIZES for one in wrong_at(page, size)]
    assert found == [], "\n".join(map(str, found))


def test_focus_is_always_seen_and_nothing_moves_unasked(page, directory):
    found = []
    page.emulate_media(reduced_motion="reduce")
    del directory["login"]  # in Django's own style
    for name in directory if SLOW else QUICKLY:
        directory[name].open(page)
        found += [(name, "moves", one) for one in page.evaluate(measuring.MOVING)]
        for size in (USUAL, NARROWEST) if SLOW else (USUAL,):
            page.set_viewport_size(size)
            found += [(name, size["width"], one) for one in page.evaluate(measuring.UNFOCUSED)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("change", [measuring.TURNED, measuring.LENGTHENED], ids=["from the right", "longer words"])
def test_languages_to_come_fit_too(page, directory, change):
    found = []
    for name in directory if SLOW else QUICKLY[:3]:
        directory[name].open(page)
        page.evaluate(change)
        for size in (NARROWEST, USUAL):
            page.set_viewport_size(size)
            found += [(name, size["width"], one) for one in page.evaluate(measuring.SIDEWAYS)]
            found += [(name, size["width"], one) for one in page.evaluate(measuring.CUT)]
    assert found == [], "\n".join(map(str, found))


def test_a_page_from_the_right_begins_on_the_right(page, directory):
    directory["home"].open(page)
    sides = []
    for _turn in range(2):
        sides.append([page.locator(part).bounding_box()["x"] for part in (".brand", ".languages")])
        page.evaluate(measuring.TURNED)
    assert [brand < languages for brand, languages in sides] == [True, False]

"""The script under the search box, where answers are slow, words are composed and options are many."""

import pytest
from playwright.sync_api import expect

SLOW = """
window.fetch = (address) => new Promise((answer) => setTimeout(() => {
  const text = address.split("q=")[1];
  const option = (n) => `<a href="/${text}" id="suggested-${n}" role="option" tabindex="-1">${text}</a>`;
  answer(new Response([...Array(text === "many" ? 40 : 2).keys()].map(option).join("")));
}, 400));
"""


@pytest.fixture
def box(page, transactional_db, live_server):
    """The box of a page whose questions are answered after 400 ms, with what was asked as two options or more."""
    page.add_init_script(SLOW)
    page.goto("/")
    return page.get_by_role("combobox")


def test_a_slow_answer_does_not_stop_the_question_for_what_was_typed_since(page, box):
    box.press_sequentially("ab")
    page.wait_for_timeout(450)
    box.press_sequentially("c")
    expect(page.get_by_role("option").first).to_have_text("abc")


def test_enter_after_typing_on_searches_instead_of_following_the_old_option(page, box):
    box.press_sequentially("ab")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press_sequentially("c")
    box.press("Enter")
    page.wait_for_url("**/initiatives/?q=abc")


def test_keys_that_compose_a_word_are_left_alone(page, box):
    box.press_sequentially("ab")
    expect(page.get_by_role("option").first).to_be_visible()
    for key in ("ArrowDown", "Enter", "Escape"):
        event = f"new KeyboardEvent('keydown', {{key: '{key}', isComposing: true, cancelable: true, bubbles: true}})"
        assert box.evaluate(f"box => box.dispatchEvent({event})"), key
    expect(page.get_by_role("option")).to_have_count(2)


def test_the_marked_option_is_in_view_and_the_box_names_its_list(page, box):
    box.press_sequentially("many")
    expect(page.get_by_role("option")).to_have_count(40)
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_be_in_viewport()
    expect(box).to_have_attribute("aria-controls", "suggestions")
    expect(box).to_have_attribute("aria-autocomplete", "list")

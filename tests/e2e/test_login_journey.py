"""A reviewer sets an app up and logs in with it, by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from tests.admin.builders import code_of, make_initiative, make_user

PASSWORD = "a-long-pass-word"
FOCUSED = "(found => found?.matches('a, button, input') ? found.innerText || found.value : '')(document.activeElement)"


@pytest.fixture
def agim(live_server):
    make_initiative()
    return make_user("agim", group="Reviewers", password=make_password(PASSWORD))


@pytest.fixture
def complaints(page):
    """What the browser had to say: errors of scripts, and what the content security policy blocked."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


def type_in(page, text, field="#id_code"):
    expect(page.locator(field)).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def first_step(page):
    page.goto("/admin/initiatives/initiative/")
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type("agim")
    page.keyboard.press("Tab")
    type_in(page, PASSWORD, "#id_password")


def press(page, name):
    """The button or link of this name, reached by the Tab key."""
    for _ in range(40):
        page.keyboard.press("Tab")
        text = page.evaluate(FOCUSED)
        if name.lower() in text.lower():  # capitals may be the style sheet's
            return page.keyboard.press("Enter")
    raise AssertionError(f"{name} can't be reached by keyboard.")


def faults(page, complaints):
    """What axe finds, and what the browser complained of before."""
    found = [
        *complaints,
        *(found["id"] for found in Axe().run(page, options={"preload": False}).response["violations"]),
    ]
    complaints.clear()
    return found


def forget_last_code():
    """As if half a minute had gone by: the same code may come again."""
    TOTPDevice.objects.update(last_t=-1)


def test_reviewer_sets_an_app_up_and_logs_in_with_it_by_keyboard(page, agim, complaints):
    first_step(page)
    expect(page.get_by_role("heading", name="Second step of the login")).to_be_visible()
    press(page, "Set up an app")
    expect(page.get_by_role("img", name="The secret below")).to_be_visible()
    assert page.locator(".qr svg path").bounding_box()["width"] > 100
    assert faults(page, complaints) == []

    type_in(page, code_of(agim))
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator(".recovery code").all_inner_texts()
    assert faults(page, complaints) == []
    press(page, "I have written them down")
    expect(page).to_have_url(re.compile(r"^[^?]*/admin/initiatives/initiative/$"))

    press(page, "Log out")
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    forget_last_code()
    first_step(page)
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    assert faults(page, complaints) == []
    type_in(page, "000 000")
    expect(page.get_by_text("This code is wrong")).to_be_visible()
    type_in(page, codes[3])
    expect(page).to_have_url(re.compile(r"^[^?]*/admin/initiatives/initiative/$"))
    expect(page.get_by_text("Left: 9.")).to_be_visible()
    assert complaints == []


@pytest.mark.browser_context_args(java_script_enabled=False, viewport={"width": 390, "height": 800})
def test_it_works_without_scripts_on_a_narrow_screen(page, agim):
    page.goto("/uk/admin/")
    page.locator("#id_username").fill("agim")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("input[type=submit]").click()
    page.locator("button[name=begin]").click()
    page.locator("#id_code").fill(code_of(agim))
    page.locator("input[type=submit]").click()
    expect(page.locator(".recovery code")).to_have_count(10)
    page.locator("a.button").click()

    expect(page).to_have_url(re.compile(r"/uk/admin/$"))

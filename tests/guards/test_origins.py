"""Answers without a form carry no cookie, and no word of one. In a real browser: tests/e2e/test_network.py."""

import pytest

from tests.guards import addresses


@pytest.mark.django_db
def test_answers_set_no_cookie_and_vary_by_none(client):
    world = addresses.World()
    answers = {path: client.get(path) for path in addresses.every(world)}
    forms = [path for path in answers if addresses.has_form(path)]

    assert [path for path, answer in answers.items() if answer.cookies] == forms
    assert [path for path, answer in answers.items() if "Cookie" in answer.headers.get("Vary", "")] == forms
    assert {name for path in forms for name in answers[path].cookies} == {"csrftoken"}
    assert [path for path in forms if "no-store" not in answers[path].headers["Cache-Control"]] == []

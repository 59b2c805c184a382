"""What a real browser does with the pages: it asks no other origin, keeps no cookie and has nothing to complain of."""

from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from initiatives.models import Listing
from tests.guards import addresses
from tests.views.pages import LANGUAGES, in_language


@pytest.fixture
def world(live_server):
    call_command("load_profiles", verbosity=0)
    slugs = list(Listing.objects.values_list("initiative__slug", flat=True))
    return addresses.World(slugs, ["cmi", "european-union"], ["ua", "xk", "kg"])


class Witness:
    """Hears what a page asks for and complains of."""

    def __init__(self, page):
        self.origins, self.complaints = set(), []
        page.on("request", lambda request: self.origins.add(origin(request.url)))
        page.on("pageerror", lambda error: self.complaints.append((page.url, str(error))))
        page.on("console", lambda said: self.complaints.append((page.url, said.text)))
        page.on("requestfailed", self.hear_failure)

    def hear_failure(self, request):
        if request.failure != "net::ERR_ABORTED":  # given up because the next page was opened
            self.complaints.append((request.url, request.failure))


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def test_pages_ask_no_other_origin_and_complain_of_nothing(page, live_server, world):
    witness = Witness(page)
    plain = [path for path in addresses.plain(world) if path not in ("/cases/none/", addresses.DEAD_LINK)]
    for path in sorted(plain, key=addresses.has_form):
        answer = page.goto(path)
        assert (path, answer.status) == (path, 200)
        if not addresses.has_form(path):
            assert page.context.cookies() == []
    for language in LANGUAGES:
        page.goto(in_language("/", language))
    page.goto("/initiatives/?q=peace&country=UA")

    assert witness.origins == {live_server.url}
    assert witness.complaints == []
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]  # of the forms


def test_forms_of_the_admin_ask_no_other_origin(page, live_server):
    witness = Witness(page)
    page.goto("/admin/login/")

    assert witness.origins == {live_server.url}
    assert witness.complaints == []
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


@pytest.mark.django_db
def test_answers_set_no_cookie_and_vary_by_none(client):
    world = addresses.World()
    answers = {path: client.get(path) for path in addresses.every(world)}
    forms = [path for path in answers if addresses.has_form(path)]

    assert [path for path, answer in answers.items() if answer.cookies] == forms
    assert [path for path, answer in answers.items() if "Cookie" in answer.headers.get("Vary", "")] == forms
    assert {name for path in forms for name in answers[path].cookies} == {"csrftoken"}
    assert [path for path in forms if "no-store" not in answers[path].headers["Cache-Control"]] == []

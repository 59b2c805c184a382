"""The pages of the editors' room that are the project's own, judged by axe, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from initiatives.domain import documents, duplicates, editing, redaction, voice
from initiatives.models import Initiative
from tests.admin.builders import make_user
from tests.domain import made
from tests.e2e.logging_in import log_in

PASSWORD = "a-long-pass-word"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SETTLED = "() => Promise.all(document.getAnimations().map(one => one.finished)).then(() => null)"  # colours fade over
STOCK = ["#searchbar"]  # Django names the search box of its lists by the picture of a magnifier that has a text


@pytest.fixture
def addresses(transactional_db, live_server):
    """{page: its address} of a directory in which each page has something to show."""
    make_user("aida", is_superuser=True, password=make_password(PASSWORD))
    bodies = made.organisation("Peace House", founded="2001"), made.organisation("PEACE HOUSE", founded="2003")
    duplicates.ask("organisation")
    key = made.initiative("Bridges", slug="bridges", start_date="2018")
    old = documents.read_one("initiative", key)
    editing.write("initiative", {key: old | {"start_date": "2019"}}, by=None, act="edited")
    pk = Initiative.objects.get(uuid=key).pk
    case, _ = voice.receive("correction", about=("initiative", key), field="start_date", wrong="2019", right="2018")
    voice.receive("removal", about=("initiative", key), text="It endangers a trainer.")
    removal = redaction.redact(["Nobody Nowhere"], reason="asked")
    return {
        "duplicates": reverse("admin:duplicates", args=["organisation"]),
        "merge": reverse("admin:merge", args=["organisation", *bodies]),
        "restore": reverse("admin:initiatives_initiative_restore", args=[pk, documents.token(old)]),
        "history": reverse("admin:initiatives_initiative_history", args=[pk]),
        "removals": reverse("admin:initiatives_redaction_changelist"),
        "removal": reverse("admin:initiatives_redaction_change", args=[removal.pk]),
        "remove": reverse("admin:initiatives_redaction_add"),
        "queue": reverse("admin:initiatives_case_changelist"),
        "case": reverse("admin:initiatives_case_change", args=[case.pk]),
    }


def violations(page, name):
    """What axe finds wrong with the page, in light colours and then in dark ones."""
    by_day = {"runOnly": {"type": "tag", "values": TAGS}}
    by_night = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    for scheme, options in (("light", by_day), ("dark", by_night)):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        found = Axe().run(page, context={"exclude": [STOCK]}, options=options | {"preload": False}).response
        for one in found["violations"]:
            yield from (f"{name}, {scheme}: {one['id']}: {node['html'][:150]}" for node in one["nodes"])


def test_no_page_of_ours_bars_anybody(page, addresses):
    log_in(page, "aida", PASSWORD)
    found = []
    for name, address in addresses.items():
        assert page.goto(address).status == 200
        found += violations(page, name)
    page.goto(addresses["remove"])
    page.get_by_label("Words to remove").fill("Peace House")
    page.get_by_role("button", name="Show where these words stand").click()
    found += violations(page, "words found")
    assert found == [], "\n".join(found)

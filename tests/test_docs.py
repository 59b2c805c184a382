"""What the documents name exists: files, make targets, commands, settings, addresses and links between them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve
from django.utils.translation import override

from initiatives.domain.columns import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WANTED = ["architecture", "changelog", "concepts", "data", "deployment", "editors", "recipes", "safety"]
SUFFIXES = "py|md|html|css|js|json|csv|toml|lock|po|mo|svg|png|xml"
MADE_AS_IT_RUNS = (".venv", "var")
CODE = ("Makefile", "peacemap", "initiatives", "tests")

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PATH = re.compile(rf"[\w.*-]+(?:/[\w.*-]+)+/?|[\w.-]+\.(?:{SUFFIXES})|[\w.-]+/")
ADDRESS = re.compile(r"/(?:[a-z0-9_.-]+/?)*")
SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|DEBUG|HTTPS|PORT|NAME|FILE")
ASKED = re.compile(r'(?:env\.\w+|yes_or_no)\(\s*"([A-Z_]+)"')


@pytest.fixture(params=PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def document(request):
    return request.param


def spans(page):
    """What stands in the running text between backticks."""
    return SPAN.findall(FENCE.sub("", page.read_text()))


def code(page):
    """Everything that is written as code, blocks included."""
    text = page.read_text()
    return "\n".join([*FENCE.findall(text), *SPAN.findall(FENCE.sub("", text))])


def anchors(page):
    """The names of a page's headings in links, as common renderers of Markdown make them."""
    headings = HEADING.findall(FENCE.sub("", page.read_text()))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def sources():
    for name in CODE:
        place = ROOT / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))


def test_every_document_is_there():
    assert [name for name in WANTED if not (ROOT / "docs" / f"{name}.md").exists()] == []
    assert sorted((ROOT / "docs" / "decisions").glob("0*.md")) != []


def test_paths_exist(document):
    named = [span.partition("::")[0] for span in spans(document)]
    paths = [path for path in named if PATH.fullmatch(path) and not path.startswith(MADE_AS_IT_RUNS)]

    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


def test_named_tests_exist(document):
    pairs = [span.split("::") for span in spans(document) if "::" in span]

    assert [(path, name) for path, name in pairs if f"def {name}(" not in (ROOT / path).read_text()] == []


def test_make_targets_exist(document):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert sorted(set(re.findall(r"\bmake ([a-z]+)", code(document))) - targets) == []


def test_commands_exist(document):
    assert sorted(set(re.findall(r"\bmanage\.py ([a-z_]+)", code(document))) - set(get_commands())) == []


def test_settings_and_other_names_in_capitals_exist(document):
    words = {
        word for source in sources() if source.name != "test_docs.py" for word in SETTING.findall(source.read_text())
    }
    of_gunicorn = {"FORWARDED_ALLOW_IPS", "WEB_CONCURRENCY"}

    assert [span for span in spans(document) if SETTING.fullmatch(span) and span not in words | of_gunicorn] == []


def test_addresses_of_the_site_lead_somewhere(document):
    lost = []
    for span in spans(document):
        if not ADDRESS.fullmatch(span) or span in ("/", settings.STATIC_URL):
            continue
        language = span.split("/")[1]
        with override(language if language in dict(settings.LANGUAGES) else "en"):
            try:
                resolve(span)
            except Resolver404:
                lost.append(span)

    assert lost == []


def test_links_lead_somewhere(document):
    lost = []
    for link in LINK.findall(FENCE.sub("", document.read_text())):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if "://" in link or (target.exists() and (not anchor or anchor in anchors(target))):
            continue
        lost.append(link)

    assert lost == []


def test_table_of_settings_is_complete():
    asked = {name for place in (ROOT / "peacemap").glob("*.py") for name in ASKED.findall(place.read_text())}
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "deployment.md").read_text(), re.MULTILINE)

    assert sorted(table) == sorted(asked)


def test_every_column_of_the_spreadsheet_is_explained():
    text = (ROOT / "docs" / "editors-import.md").read_text()
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", text.partition("## The columns")[2], re.MULTILINE)

    assert sorted(SPAN.findall(" ".join(rows))) == sorted(COLUMNS)


def test_readme_shows_pictures_that_load_fast():
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))

    assert pictures != []
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []

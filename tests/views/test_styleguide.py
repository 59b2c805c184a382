"""The style guide shows every component; style sheets name no colour or size that the tokens don't."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES, STYLES = Path(settings.BASE_DIR) / "templates", Path(settings.BASE_DIR) / "static" / "css"
# Around every page; and what is drawn from the map's geometry or counted in the database, seen on its own pages.
ELSEWHERE = {
    "header",
    "footer",
    "preview",
    "described",
    "feed",
    "linked",
    "map",
    "map_country",
    "map_legend",
    "map_note",
}
ELSEWHERE |= {"figures", "gaps", "workers"}


def included(path):
    """Names of the components that the template `path` shows, through others too."""
    text = path.read_text()
    names = set(re.findall(r'include "components/(\w+)\.html"', text))
    names |= {"entry"} if re.search(r"{% entry ", text) else set()
    return names.union(*(included(TEMPLATES / "components" / f"{name}.html") for name in names))


def test_every_component_is_shown():
    made = {path.stem for path in (TEMPLATES / "components").glob("*.html")}

    assert made - included(TEMPLATES / "initiatives" / "styleguide.html") == made & ELSEWHERE


def test_tokens_that_are_used_exist():
    texts = {path.name: path.read_text() for path in STYLES.glob("*.css")}
    named = set(re.findall(r"(--[\w-]+):", texts["tokens.css"]))

    used = {name: set(re.findall(r"var\((--[\w-]+)", text)) - named for name, text in texts.items()}
    assert [(name, names) for name, names in used.items() if names] == []


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_style_sheet_is_in_its_layer_and_turns_with_the_script(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    sides = re.findall(r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|[^-]\b(?:left|right):", text)

    assert text.lstrip().startswith("@layer")
    assert sides == []
    assert path.name == "tokens.css" or re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", text) == []


def luminance(colour):
    """WCAG 2.2, "relative luminance"."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_aa(scheme):
    light, _, dark = (STYLES / "tokens.css").read_text().partition("(prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", light if scheme == "light" else dark))
    pairs = [(text, ground) for text in ("ink", "quiet", "accent", "warning") for ground in ("paper", "raised")]
    pairs += [("accent", "accent-soft"), ("ink", "accent-soft"), ("ink", "warning-soft"), ("warning", "warning-soft")]
    pairs += [("on-accent", "accent")]

    weak = {pair: contrast(*(found[name] for name in pair)) for pair in pairs}
    weak |= {("edge", ground): contrast(found["edge"], found[ground]) * 1.5 for ground in ("paper", "raised")}  # of 3:1
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}

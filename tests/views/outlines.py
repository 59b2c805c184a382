"""The outline of a page: what its parts are and how they nest, without words, so that it is one in all languages.

    header.site-head
      nav.languages (named)
        details
          ul

A part shows its tag, its `id`, the first of its classes, its `role` and whether it has a name of its own. What repeats
stands once, with its number: `h3 ×4`. Notices are left out: some of them speak of a language.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LANDMARKS = {"header", "nav", "main", "aside", "footer", "article", "section", "form", "fieldset"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"ul", "ol", "dl", "table", "details", "figure", "svg", "blockquote", "pre"}
SHOWN = LANDMARKS | HEADINGS | BLOCKS
ROLES = {"alert", "listbox", "status"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Part:
    line: str = ""
    parts: list = field(default_factory=list)

    def lines(self, depth=0):
        """Its own line and those of its parts, each part that repeats the one before it counted with that."""
        runs = []
        for part in self.parts:
            if runs and runs[-1][0] == part:
                runs[-1][1] += 1
            else:
                runs.append([part, 1])
        for part, count in runs:
            yield "  " * depth + part.line + (f" ×{count}" if count > 1 else "")
            yield from part.lines(depth + 1)


class Outliner(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = Part()
        self.open = [("", self.root)]  # each open element, with the Part that what is in it belongs to

    def handle_starttag(self, tag, attrs):
        part = self.open[-1][1]
        if line := shown(tag, dict(attrs)):
            part.parts.append(Part(line))
            part = part.parts[-1]
        if tag not in VOID:
            self.open.append((tag, part))

    def handle_startendtag(self, tag, attrs):
        """Shapes within a drawing, which have no outline."""

    def handle_endtag(self, tag):
        if tag in {name for name, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass


def shown(tag, attributes):
    """The line of an element, or "" for one that the outline leaves out."""
    role = attributes.get("role", "")
    if tag not in SHOWN and role not in ROLES:
        return ""
    name = f"#{attributes['id']}" if attributes.get("id") else ""
    kind = f".{attributes['class'].split()[0]}" if attributes.get("class", "").split() else ""
    said = [role] if role else []
    said += ["named"] if {"aria-label", "aria-labelledby"} & attributes.keys() else []
    return f"{tag}{name}{kind}" + (f" ({', '.join(said)})" if said else "")


def outline(html: str) -> str:
    outliner = Outliner()
    outliner.feed(html)
    return "\n".join(outliner.root.lines()) + "\n"

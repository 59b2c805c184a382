"""Reading answers as a reader's browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LANGUAGES = ("en", "uk", "sq", "ky", "ru", "sr")


@dataclass
class Seen:
    tags: list = field(default_factory=list)
    text: str = ""

    def all(self, name, **attributes):
        return [found for tag, found in self.tags if tag == name and attributes.items() <= found.items()]

    def programs(self):
        """Scripts that a browser runs: a block of data is none."""
        return [tag for tag in self.all("script") if tag.get("type") != "application/ld+json"]

    def loaded(self):
        """Addresses that a browser asks for by itself."""
        links = [tag["href"] for tag in self.all("link") if tag.get("rel") in ("stylesheet", "icon", "preload")]
        return links + [tag["src"] for name, tag in self.tags if "src" in tag]

    def hrefs(self):
        return [tag["href"] for tag in self.all("a") if "href" in tag]


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = Seen()

    def handle_starttag(self, tag, attrs):
        self.seen.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.cdata_elem is None:  # not within a script: no reader sees it
            self.seen.text += data


def read(response):
    """The Seen of a page: its tags, and its text with single spaces."""
    reader = Reader()
    reader.feed(response.content.decode())
    reader.seen.text = " ".join(reader.seen.text.split())
    return reader.seen


def in_language(path, language):
    return path if language == "en" else f"/{language}{path}"


VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Outside(HTMLParser):
    """Gathers the words of a body that stand in no element of the language `tag`, nor in a record for programs."""

    def __init__(self, tag):
        super().__init__()
        self.tag, self.open, self.words = tag, [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            within = bool(self.open and self.open[-1][1])
            self.open.append((tag, dict(attrs).get("lang") == self.tag or (within and "lang" not in dict(attrs))))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        names = {tag for tag, _ in self.open}
        if "body" in names and not names & {"script", "pre"} and not self.open[-1][1]:
            self.words.append(data)


def words_outside(html, language):
    """The words of the body that are not said to be in `language`, as one text."""
    reader = Outside(language)
    reader.feed(html)
    return " ".join("".join(reader.words).split())

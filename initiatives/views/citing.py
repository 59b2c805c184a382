"""How a profile is cited, as a sentence and as BibTeX."""

import re
from dataclasses import dataclass

from initiatives.domain import wording


@dataclass(frozen=True)
class Cite:
    text: str
    bibtex: str


def citation(profile, site, address, *, dated=None):
    """The Cite of a public Profile: title, site, dates, address, licence.

    `dated`: the moment of the version that `address` leads to, where it leads to one.
    """
    day = wording.version(dated) or wording.updated(profile.updated)
    facts = (site, wording.verified(profile.verified_date), day)
    sentence = ", ".join(fact for fact in facts if fact).rstrip(".")  # a date may end in a full stop: "2022 р."
    return Cite(
        f"{profile.text.title}. {sentence}. {address}. CC BY 4.0.",
        _bibtex(profile, site, address, dated or profile.updated),
    )


def _bibtex(profile, site, address, dated):
    fields = {"title": f"{{{_plain(profile.text.title)}}}", "howpublished": _plain(site), "url": address}
    if dated:
        fields |= {"year": dated.year, "note": f"Version of {dated:%Y-%m-%d}. CC BY 4.0"}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{profile.slug},\n{lines}\n}}"


def _plain(text):
    """`text` without what BibTeX would read as a command."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))

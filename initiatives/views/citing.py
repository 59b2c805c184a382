"""How a profile is cited, as a sentence and as BibTeX."""

import re
from dataclasses import dataclass

from initiatives.domain import wording


@dataclass(frozen=True)
class Cite:
    text: str
    bibtex: str


def citation(profile, site, address):
    """The Cite of a public Profile: title, site, dates, address, licence."""
    facts = (site, wording.verified(profile.verified_date), wording.updated(profile.updated))
    sentence = ", ".join(fact for fact in facts if fact).rstrip(".")  # a date may end in a full stop: "2022 р."
    return Cite(f"{profile.text.title}. {sentence}. {address}. CC BY 4.0.", _bibtex(profile, site, address))


def _bibtex(profile, site, address):
    fields = {"title": f"{{{_plain(profile.text.title)}}}", "howpublished": _plain(site), "url": address}
    if profile.updated:
        fields |= {"year": profile.updated.year, "note": f"Updated {profile.updated:%Y-%m-%d}. CC BY 4.0"}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{profile.slug},\n{lines}\n}}"


def _plain(text):
    """`text` without what BibTeX would read as a command."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))

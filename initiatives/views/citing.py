"""How a profile is cited: as a sentence, and as records for the programs that keep references."""

import json
import re
from dataclasses import dataclass

from initiatives.domain import wording


@dataclass(frozen=True)
class Cite:
    """The sentence is `title`, in `language`, and `rest`, in the reader's; `formats`: ((name of it, record), …)."""

    title: str
    language: str
    rest: str
    formats: tuple


@dataclass(frozen=True)
class Work:
    """What all formats say of a profile; `dated`: a datetime or None."""

    slug: str
    title: str
    language: str
    site: str
    address: str
    dated: object


def citation(profile, site, address, *, dated=None):
    """The Cite of a public Profile: title, site, dates, address, licence.

    `dated`: the moment of the version that `address` leads to, where it leads to one.
    """
    day = wording.version(dated) or wording.updated(profile.updated)
    facts = (site, wording.verified(profile.verified_date), day)
    sentence = ", ".join(fact for fact in facts if fact).rstrip(".")  # a date may end in a full stop: "2022 р."
    title = " ".join(profile.text.title.split())
    work = Work(profile.slug, title, profile.text.language, site, address, dated or profile.updated)
    return Cite(
        profile.text.title,
        profile.text.language,
        f". {sentence}. {address}. CC BY 4.0.",
        (("BibTeX", _bibtex(work)), ("RIS", _ris(work)), ("CSL-JSON", _csl(work))),
    )


def _bibtex(work):
    fields = {"title": f"{{{_plain(work.title)}}}", "howpublished": _plain(work.site), "url": work.address}
    if work.dated:
        fields |= {"year": work.dated.year, "note": f"Version of {work.dated:%Y-%m-%d}. CC BY 4.0"}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.slug},\n{lines}\n}}"


def _plain(text):
    """`text` without what BibTeX would read as a command."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))


def _ris(work):
    """RIS, the tagged format of reference managers: two letters, two spaces, a dash, a value."""
    lines = [("TY", "ELEC"), ("ID", work.slug), ("TI", work.title), ("PB", work.site)]
    if work.dated:
        lines += [("PY", f"{work.dated:%Y}"), ("DA", f"{work.dated:%Y/%m/%d}")]
    lines += [("LA", work.language), ("UR", work.address), ("N1", "CC BY 4.0")]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines) + "\nER  - "


def _csl(work):
    """One item as citation processors read it (CSL-JSON 1.0.2)."""
    item = {"id": work.slug, "type": "webpage", "title": work.title, "container-title": work.site}
    if work.dated:
        item["issued"] = {"date-parts": [[work.dated.year, work.dated.month, work.dated.day]]}
    item |= {"language": work.language, "URL": work.address, "note": "CC BY 4.0"}
    return json.dumps([item], ensure_ascii=False, indent=1)

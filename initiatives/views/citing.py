"""How a profile is cited, as a sentence and as BibTeX."""

import re
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cite:
    text: str
    bibtex: str


def citation(profile, site, address):
    """The Cite of a public Profile: title, site, dates, address, licence."""
    dates = [_("updated %(date)s") % {"date": formats.date_format(profile.updated)}] if profile.updated else []
    if profile.verified_date:
        dates.insert(0, _("verified %(date)s") % {"date": formats.date_format(profile.verified_date)})
    sentence = ", ".join([site, *dates])
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

"""What a file was asked for and under what terms: the facts of its header sheet."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.visibility import EDITORS

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Asked:
    """`words`: the query as people say it, "" for everything; `address`: of the same list; `home`: of the site."""

    words: str = ""
    address: str = ""
    home: str = ""


def facts(asked, audience, count):
    """[(what, text)] of a file with `count` rows for an audience."""
    terms = _("Name %(site)s and the address of the profile, and say what you changed.") % {"site": settings.SITE_NAME}
    if audience == EDITORS:
        terms = _("Holds what only editors may see, drafts too: don't pass it on. Of what is public: %(terms)s") % {
            "terms": terms
        }
    return [
        (_("Site"), settings.SITE_NAME),
        (_("Address of the site"), asked.home),
        (_("Data licence"), f"{LICENCE}, {LICENCE_ADDRESS}"),
        (_("Terms"), terms),
        (_("Date"), timezone.localtime().isoformat(sep=" ", timespec="minutes")),
        (_("Asked for"), asked.words or _("Everything")),
        (_("Query"), asked.address),
        (_("Rows"), str(count)),
    ]


def left_blank(key, column, text):
    """(what, text) of a cell that a workbook can't hold."""
    where = _("%(column)s of %(key)s: %(count)d characters, more than a cell holds. The CSV file has the whole text.")
    return _("Left blank"), where % {"column": column, "key": key, "count": len(text)}

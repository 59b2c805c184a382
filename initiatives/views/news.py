"""What a filter of the list would show next, for feed readers: Atom (RFC 4287), newest first."""

import datetime as dt
import re

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.domain import facets, paging
from initiatives.domain.listing_rows import UNKNOWN_TIME
from initiatives.filters import InitiativeFilterSet

ENTRIES = 30
NEWEST = "-updated"
LICENCE = "CC BY 4.0"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


class Feed(Atom1Feed):
    """Names the language of a title or summary that is not the feed's, and is the same while nothing changes."""

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=UNKNOWN_TIME)

    def item_attributes(self, item):
        return {} if item["language"] == self.feed["language"] else {"xml:lang": item["language"]}


def feed(request):
    """The initiatives of the list's query string that changed last, in the language of the address.

    What shows its name only has no time, and is left out.
    """
    filters = InitiativeFilterSet(request.GET)
    selection = facets.select(filters.criteria)
    found = _feed(request, filters, selection)
    for card in paging.page(selection, NEWEST, size=ENTRIES).cards:
        if card.keys[NEWEST] != UNKNOWN_TIME:
            found.add_item(**_entry(request, card))
    return HttpResponse(found.writeString("utf-8"), content_type=Feed.content_type)


def _feed(request, filters, selection):
    query = filters.query(sort=[], more=[])
    tail = f"?{query}" if query else ""
    mine = request.build_absolute_uri(f"{request.path}{tail}")
    asked = filters.in_words(selection)
    return Feed(
        title=_plain(f"{settings.SITE_NAME}: {asked}" if asked else settings.SITE_NAME),
        link=request.build_absolute_uri(reverse("initiatives:initiatives") + tail),
        description="",
        subtitle=_("What changed last"),
        language=get_language(),
        feed_url=mine,
        feed_guid=mine,
        feed_copyright=LICENCE,
        author_name=settings.SITE_NAME,
    )


def _entry(request, card):
    """What `add_item` takes. The summary is HTML for feed readers, so its signs are escaped once more."""
    return {
        "title": _plain(card.title),
        "link": request.build_absolute_uri(card.url),
        "description": escape(_plain(card.summary)) if card.summary else None,
        "unique_id": f"urn:uuid:{card.data['id']}",
        "updateddate": _day(card.keys[NEWEST]),
        "categories": card.data["themes"],
        "language": card.language,
    }


def _plain(text):
    """`text` without the signs that no XML file may hold."""
    return NO_XML.sub("", text)


def _day(moment):
    """The day alone, as the page says it: the second would tell of acts that changed nothing public."""
    return moment.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)

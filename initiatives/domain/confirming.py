"""“Is this still true?”: links by which an organisation confirms its profile, made here and sent by an editor.

A link works once, until its day, as long as it is the newest of its profile and the profile was public all the time.
Only the hash of its token is stored: who reads the database, or a backup, can answer for nobody.
"""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.domain import documents, editing, publishing, voice
from initiatives.domain.cells import clean
from initiatives.domain.titles import title_of
from initiatives.models import Change, ConfirmationLink, Initiative
from initiatives.models.confirmation import ANSWERS

LONGEST = 5000  # characters of a message
CONFIRMED = "confirmed-by-organisation"
CASES = {"change": "correction", "removal": "removal"}  # kinds of cases
HIDDEN = Q(after__stage__in=["draft", "in-review", "archived", "withdrawn"]) | Q(after__sensitivity="withheld")


class Dead(Exception):
    """There is no such link, or it works no more; which of these is told to nobody."""


class Changed(Exception):
    """The profile is not what the organisation saw any more."""


@transaction.atomic
def make(initiative, *, by, now=None):
    """The token of a new link, told once; older links of this profile die.

    Raises Refused where the profile is not public: the organisation confirms what the public sees.
    """
    now = now or timezone.now()
    if not Initiative.objects.published().select_for_update().filter(pk=initiative.pk).exists():
        told = _("Publish “%(title)s” first: only what is public can be confirmed.")
        raise publishing.Refused(told % {"title": title_of(initiative)})
    token = secrets.token_urlsafe(32)
    until = now + dt.timedelta(days=settings.CONFIRMATION_DAYS)
    ConfirmationLink.objects.create(initiative=initiative, digest=_digest(token), by=by, made_at=now, expires_at=until)
    return token


def find(token, *, now=None):
    """The ConfirmationLink of `token`. Raises Dead."""
    link = ConfirmationLink.objects.select_related("initiative", "by").filter(digest=_digest(token)).first()
    if link is None or not _is_alive(link, now or timezone.now()):
        raise Dead
    return link


def version(link):
    """What says whether the profile has changed since it was shown; it tells a stranger nothing of the profile."""
    return _version(documents.read_one("initiative", link.initiative.uuid))


@transaction.atomic
def answer(token, said, *, text="", seen="", now=None):
    """Write down what the organisation says, one of ANSWERS. The link can't be used again.

    Returns the link, and the token by which the organisation follows the case that its wish became, "" for none.
    `seen`: the `version` that was shown. Raises Dead, or Changed where what it confirms has changed since.
    """
    if said not in dict(ANSWERS):
        raise ValueError(said)
    initiative = find(token, now=now).initiative
    edit = editing.begin("initiative", initiative.uuid)
    ConfirmationLink.objects.select_for_update().filter(digest=_digest(token)).first()
    link = find(token, now=now)  # again, now that nobody else can answer or make one
    followed = ""
    if said == "confirmed":
        _confirm(link, edit.before, seen)
    else:
        link.case, followed = _wish(link, CASES[said], clean(text, multiline=True)[:LONGEST])
    link.answer, link.answered_at = said, now or timezone.now()
    link.save()
    return link, followed


def _wish(link, kind, text):
    about, page = ("initiative", str(link.initiative.uuid)), title_of(link.initiative)
    return voice.receive(kind, about=about, page=page[:300], language=get_language() or "en", text=text)


def _confirm(link, document, seen):
    if not constant_time_compare(_version(document), seen):
        raise Changed
    maker = link.by.get_username() if link.by else "–"
    reason = f"Confirmed by the organisation by a link that {maker} made."
    publishing.verify(link.initiative, by=None, verification=CONFIRMED, reason=reason)


def _is_alive(link, now):
    row = link.initiative
    is_public = row.stage == "published" and row.sensitivity != "withheld"
    is_vouched_for = link.by is None or link.by.is_active  # not where the account fell into wrong hands
    return (
        is_public
        and is_vouched_for
        and not link.answer
        and link.expires_at > now
        and not _is_replaced(link)
        and not _was_hidden(link)
    )


def _is_replaced(link):
    return ConfirmationLink.objects.filter(initiative=link.initiative_id, pk__gt=link.pk).exists()


def _was_hidden(link):
    """Whether the profile has been away from the public since the link was made."""
    since = Change.objects.filter(subject="initiative", key=str(link.initiative.uuid), at__gte=link.made_at)
    return since.filter(HIDDEN).exists()


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _version(document):
    return salted_hmac("initiatives.confirming", documents.token(document)).hexdigest()

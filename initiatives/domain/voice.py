"""The public's voice: what strangers send to the editors, and how they follow it. Nothing of it is public."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from initiatives.domain import organisations
from initiatives.domain.cards import Card
from initiatives.models import Case, CaseWord, Country, Initiative, Listing, Organisation

ABOUT: dict[str, type[Initiative] | type[Organisation]] = {"initiative": Initiative, "organisation": Organisation}
TYPED = ("field", "title", "wrong", "right", "text", "website", "source_url", "contact")
BLANK = dict.fromkeys(("page", *TYPED), "")


class Closed(Exception):
    """The case takes nothing more."""


def receive(kind, *, about=("", ""), country=None, page="", language="en", **typed):
    """Keep what a stranger wrote: (the Case, the token of the link by which they follow it).

    `about`: (subject, key) of the profile, ("", "") for none. `page`: what the sender calls it. `typed`: texts by the
    names in TYPED. The token is told once and stored nowhere.
    """
    token = secrets.token_urlsafe(24)
    subject, key = about
    case = Case.objects.create(
        kind=kind,
        subject=subject,
        key=str(key),
        page=page,
        country=country,
        language=language,
        digest=_digest(token),
        **{name: typed.get(name, "") for name in TYPED},
    )
    return case, token


def find(token):
    """The Case that a link leads to, None where there is none."""
    return Case.objects.filter(digest=_digest(token)).first()


def profile_called(subject, slug):
    """(subject, key) of the profile under this address, hidden ones too; ("", "") where there is none.

    Never tell a stranger which: `shown` says what they may know.
    """
    model = ABOUT.get(subject)
    key = model.objects.filter(slug=slug).values_list("uuid", flat=True).first() if model and slug else None
    return (subject, str(key)) if key else ("", "")


def shown(about):
    """(name, language, address) of a profile that strangers may know of now; None for any other."""
    subject, key = about
    if subject == "initiative" and (card := _card(key)):
        return card.title, card.language, card.url
    if subject == "organisation":
        found = organisations.public(on=timezone.localdate()).filter(uuid=key).first()
        return (found.name, found.language, found.get_absolute_url()) if found else None
    return None


def _card(key):
    row = Listing.objects.filter(initiative__uuid=key).values_list("card", flat=True).first()
    return Card(row, Country.objects.in_bulk(row["countries"])) if row else None


@transaction.atomic
def add_word(case, text):
    """A word that the sender adds. Raises Closed where the case is closed, or has as many as it may have."""
    case = _locked(case)
    if not case.is_open or case.words.count() >= settings.CASE_MOST_WORDS:
        raise Closed
    return CaseWord.objects.create(case=case, text=text)


@transaction.atomic
def withdraw(case):
    """The sender takes it back: all that they wrote is deleted. Raises Closed where it is closed already."""
    case = _locked(case)
    if not case.is_open:
        raise Closed
    case.words.all().delete()
    Case.objects.filter(pk=case.pk).update(state="withdrawn", closed_at=timezone.now(), **BLANK)


def forget_contacts(*, now=None):
    """Delete how to reach the senders of cases closed longer ago than the setting says; how many."""
    until = (now or timezone.now()) - dt.timedelta(days=settings.CASE_CONTACT_DAYS)
    return Case.objects.filter(closed_at__lt=until).exclude(contact="").update(contact="")


def _locked(case):
    return Case.objects.select_for_update().get(pk=case.pk)


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

"""What editors do with the cases that the public sent. What changes a profile goes through the one door in."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import documents, editing, publishing, scope
from initiatives.domain.columns import main_text
from initiatives.domain.publishing import Refused
from initiatives.domain.voice import ABOUT
from initiatives.models import Case, Initiative, InitiativeText, Organisation, Source
from initiatives.models.case import OPEN

TEXTS = ("title", "summary", "mission", "description")
# {subject: {what a case may be about: the field of the profile that it changes}}
TAKEN = {
    "initiative": {name: name for name in (*TEXTS, "start_date", "end_date", "website")},
    "organisation": {
        "title": "name", "start_date": "founded", "website": "website", "summary": "description",
        "description": "description",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """What an editor makes of a case: `field` as in TAKEN, its new `value`, and the source that stands behind it."""

    field: str
    value: str
    source_title: str = ""
    source_url: str = ""


def of(user):
    """The cases that `user` may see: those about profiles of their countries; all, for a user of no named country.

    What is about no profile, or about one that is gone, goes by the country that the sender chose.
    """
    codes = scope.bound_to(user)
    if codes is None:
        return Case.objects.all()
    keys = Case.objects.exclude(key="").values_list("subject", "key").distinct()
    named = {subject: {key for found, key in keys if found == subject} for subject in ABOUT}
    known = {subject: _keys(ABOUT[subject].objects.filter(uuid__in=found)) for subject, found in named.items()}
    own_rows = Initiative.objects.editable_by(user).filter(uuid__in=known["initiative"])
    offices = Organisation.objects.filter(uuid__in=known["organisation"])
    own = Q(subject="initiative", key__in=_keys(own_rows))
    own |= Q(subject="organisation", key__in=_keys(offices.filter(Q(country__in=codes) | Q(country=None))))
    homeless = ~Q(key__in=known["initiative"] | known["organisation"])
    return Case.objects.filter(own | (homeless & Q(country__in=codes)))


def _keys(rows):
    return {str(key) for key in rows.values_list("uuid", flat=True)}


def profile(case):
    """The profile that a case is about, None where it is about none or that is gone."""
    model = ABOUT.get(case.subject)
    return model.objects.filter(uuid=case.key).first() if model else None


def start(case, *, by, answer="", reason=""):
    _update(case, by=by, state="in-work", answer=answer, reason=reason)


def close(case, state, *, by, answer="", reason="", outcome=""):
    """Close a case as `state` ("done", "declined"). Raises Refused where a colleague or the sender closed it before."""
    _update(case, by=by, state=state, answer=answer, reason=reason, outcome=outcome, closed_at=timezone.now())


def _update(case, **values):
    if not Case.objects.filter(pk=case.pk, state__in=OPEN).update(**values):
        raise Refused(_("This case has been closed meanwhile."))


# --- corrections ---


def corrected(document, subject, correction, language):
    """`document` with the correction in it. Raises ValidationError where the field can't hold the value."""
    name = TAKEN[subject][correction.field]
    document = documents.copied(document)
    is_text = subject == "initiative" and name in TEXTS
    row = _text(document, language) if is_text else document
    field: Any = (InitiativeText if is_text else ABOUT[subject])._meta.get_field(name)
    value = field.clean(correction.value, None)
    if not value:
        raise ValidationError(_("Write what it shall say."))
    if name == "website" and not value.startswith(("https://", "http://")):
        raise ValidationError(_("An address begins with https:// or http://."))
    row[name] = str(value)
    return document


def _text(document, language):
    """The text in `language`, else the main one."""
    held = next((row for row in document["texts"] if row["language"] == language), None)
    found = held or main_text(document)
    if found is None:
        raise ValidationError(_("It has no text yet: write one into the profile."))
    return found


@transaction.atomic
def take_over(case, correction, *, token, by, reason="", answer=""):
    """Write a correction into the profile, with a citation, and close the case.

    `token`: of the version that the editor saw. Raises editing.Stale, ValidationError or Refused; nothing is written.
    """
    close(case, "done", by=by, answer=answer, reason=reason, outcome="changed")
    if not correction.field:
        raise Refused(_("Choose which fact it corrects."))
    edit = editing.begin(case.subject, case.key, token)
    if edit.before is None:
        raise Refused(_("The profile is gone."))
    document = corrected(edit.before, case.subject, correction, case.language)
    document["citations"] = [*document["citations"], *_citation(case, correction, document, by)]
    try:
        with transaction.atomic():
            editing.write(case.subject, {case.key: document}, by=by, act="edited", reason=why(case, reason))
    except IntegrityError as error:
        raise ValidationError(
            _("This does not fit the rest of the profile, such as an end before the start.")
        ) from error


def _citation(case, correction, document, by):
    """The row that cites the case's source for the corrected field; none where it is cited for it already."""
    field, source = TAKEN[case.subject][correction.field], _source(case, correction, by)
    if any(row["source"] == source and row["field"] == field and not row["states"] for row in document["citations"]):
        return []
    return [{"source": source, "field": field}]


def _source(case, correction, by):
    """The key of the source at the address given, known or new; without an address, of the case itself."""
    url = correction.source_url
    known = Source.objects.filter(url=url).order_by("pk").first() if url else None
    if known:
        return str(known.uuid)
    key, title = str(uuid.uuid4()), correction.source_title or submitted(case)
    Source(title=title, url=url, type="submission", language="en").clean_fields(exclude=["publisher"])
    date = "" if url else f"{case.created_at:%Y-%m-%d}"  # its own: that of a page is for the editor to read
    row = {"uuid": key, "title": title, "url": url, "type": "submission", "date": date}
    editing.write("source", {key: row}, by=by, act="created", reason=why(case))
    return key


def submitted(case):
    """The title of a case as a source; in English, the language of sources without one of their own."""
    return f"Sent to this directory, case {case.pk}"


def why(case, reason=""):
    return f"{case}: {reason}"[:500] if reason else str(case)


# --- new initiatives ---


@transaction.atomic
def make_draft(case, *, slug, by, answer="", reason=""):
    """The key of a draft made of what the sender told; the case is about it from now on, and done."""
    close(case, "done", by=by, answer=answer, reason=reason, outcome="drafted")
    key = str(uuid.uuid4())
    text = {"language": case.language, "title": case.title, "summary": case.text}
    source = _source(case, Correction("title", "", source_url=case.source_url), by)
    document = {
        "uuid": key,
        "slug": slug,
        "kind": "initiative",
        "stage": "draft",
        "website": case.website,
        "countries": [case.country_id] if case.country_id else [],
        "texts": [text],
        "citations": [{"source": source, "field": "*"}],
    }
    editing.write("initiative", {key: document}, by=by, act="created", reason=why(case, reason))
    Case.objects.filter(pk=case.pk).update(subject="initiative", key=key)
    return key


@transaction.atomic
def confirm(case, *, by, answer="", reason=""):
    """Mark the profile as confirmed by the organisation, and close the case."""
    close(case, "done", by=by, answer=answer, reason=reason, outcome="confirmed")
    publishing.verify(initiative(case), by=by, verification="confirmed-by-organisation")


def initiative(case):
    found = profile(case) if case.subject == "initiative" else None
    if found is None:
        raise Refused(_("There is no such initiative any more."))
    return found

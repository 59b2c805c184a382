"""What looks like personal contact data or an exact place in a text (safety.md): shown to a person, who decides.

Rules find shapes: addresses, numbers, coordinates. Names of people have no shape: no rule here finds them.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import CharField, SlugField, TextField, URLField
from django.utils.translation import gettext_lazy as _

from initiatives.domain import contacts
from initiatives.domain.shapes import SHAPES
from initiatives.models.fields import PartialDateField

KINDS = {
    "email": _("an e-mail address"),
    "phone": _("a telephone number"),
    "handle": _("an account of a messenger"),
    "address": _("a street address"),
    "coordinates": _("an exact place"),
    "number": _("a personal number"),
}
# Codes and checksums, and the record of a consent, which says who gave it and is the editors' own.
SKIPPED = {"key", "slug", "scheme", "value", "currency", "unit", "language", "checksum", "consent_note", "quantity"}

LONGEST = 200  # characters of a value that are kept

_NUMBER = r"(?:no\.?|nr\.?|№|буд\.?|д\.|бр\.)?\s*\d{1,4}(?!\d)"
_STREET = r"(?:Street|Road|Avenue|Boulevard|Lane|Drive|Square)\b|(?:St|Rd|Ave|Blvd)\."
_BEFORE = (
    r"(?:rruga|rr\.|ulica|ulici|ul\.|bulevar|bulevardi|вул\.|вулиця|вулиці|ул\.|улица|улице|улици|просп\.|проспект"
    r"|пров\.|бульвар|булевар|көчөсү)"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/-])(?!(?:19|20)\d\d\b)(?-i:\d{{1,4}}[a-z]?,?\s+(?:[A-ZÀ-Þ][\w’'-]{{0,30}}\s+){{1,3}}(?:{_STREET}))"
    rf"|(?<!\w){_BEFORE}\s*[“„«\"]?(?:[^\W\d_][\w’'.-]{{0,30}}[\s,”“»\"]{{1,3}}){{0,4}}{_NUMBER}"
    r"|(?<!\w)(?:apt|apartment|flat|кв)\.?\s*(?:no\.?|№)?\s*\d{1,4}(?!\w)",
    re.IGNORECASE,
)
# One of these stands in every address that the rule above finds in a text of plain Latin letters, without case.
_STREETS = ("rruga", "rr.", "ulic", "ul.", "bulevar", "apt", "apartment", "flat")
_NUMBERED = re.compile(
    r"\d[a-z]?,?\s+(?:[a-z][\w'-]*\s+){1,3}(?:street|road|avenue|boulevard|lane|drive|square|(?:st|rd|ave|blvd)\.)"
)
_COORDINATES = re.compile(
    r"(?<![\w.])[-+]?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?!\d)"
    r"|\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?['′’]"
    r"|(?:google\.[a-z.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl|openstreetmap\.org/\S{0,99}map=)\S*",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w./@-])@[a-z][\w.]{3,31}"
    r"|(?<![\w.])(?:t\.me|telegram\.me|wa\.me|signal\.me|viber\.com|m\.me)/\S+"
    r"|\b(?:telegram|whatsapp|viber|skype)\s*:\s*@?[a-z][\w.+-]{3,31}|\bsignal\s*:\s*@[a-z][\w.+-]{3,31}",
    re.IGNORECASE,
)
_MESSENGERS = ("telegram", "whatsapp", "viber", "skype", "signal")
_PAPERS = (
    "passport", "personal", "identity card", "id card", "taxpayer number", "паспорт", "іпн", "рнокпп", "инн", "пин",
    "jmbg", "јмбг", "letërnjoftim",
)  # fmt: skip
_ID = re.compile(
    r"\b(?:passport|personal (?:number|code|no)|identity card|id card|taxpayer number|паспорт\w*|іпн|рнокпп|инн|пин|"
    r"jmbg|јмбг|numri personal|letërnjoftim\w*)\b"
    r"\W{0,4}(?:(?:no|nr|number|номер)\b\.?|№)?\W{0,3}[^\W\d_]{0,3}\s?\d{6,14}\b"
    r"|\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{9}\b"  # 13 digits that begin with a day: the former Yugoslavia
    r"|\b[12](?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{9}\b",  # 14, likewise: Kyrgyzstan
    re.IGNORECASE,
)


def _may_hold_street(text):
    if text.isascii():
        return any(word in text for word in _STREETS) or bool(_NUMBERED.search(text))
    return bool(re.search(r"\d", text))


def _may_hold_number(text):
    if not re.search(r"\d{6}", text):
        return False
    return any(word in text for word in _PAPERS) or bool(re.search(r"\d{13}", text))


def _may_hold_handle(text):
    return "@" in text or ".me/" in text or any(word in text for word in _MESSENGERS)


def _by(rule):
    return lambda text: [match[0].strip()[:LONGEST] for match in rule.finditer(text)]


# {kind: (whether a text, or any of several that line breaks join, may hold what is found: of the text without case, in
# much less time; what finds the values)}
_RULES: dict = {
    "email": (contacts.may_hold_address, contacts.emails),
    "phone": (contacts.may_hold_number, contacts.phones),
    "handle": (_may_hold_handle, _by(_HANDLE)),
    "address": (_may_hold_street, _by(_ADDRESS)),
    "coordinates": (re.compile(r"\d\.\d{3}|°|goo|openstreetmap").search, _by(_COORDINATES)),
    "number": (_may_hold_number, _by(_ID)),
}


@dataclass(frozen=True)
class Finding:
    """`kind`: of KINDS; `value`: what was found, as written."""

    kind: str
    value: str

    @property
    def label(self):
        return KINDS[self.kind]

    @property
    def hint(self):
        """Enough to find it again, too little to keep it where it does not belong."""
        return f"{self.value[:3]}…"

    @property
    def token(self):
        """By which a person's "I looked at it" is recognised."""
        return sha256(f"{self.kind} {self.value}".encode()).hexdigest()[:16]


def findings(text):
    """The Findings in a text, each once."""
    return _found(_with_single_spaces(text), _RULES)


def findings_in(texts):
    """{name: [Finding]} of those of the `texts`, {name: text}, that hold any.

    Most rules can find nothing in a row of a table: that is asked once, of all its texts together.
    """
    spaced = {name: _with_single_spaces(text) for name, text in texts.items()}
    whole = _without_case("\n".join(spaced.values()))
    rules = {kind: rule for kind, rule in _RULES.items() if rule[0](whole)}
    return {name: found for name, text in spaced.items() if (found := _found(text, rules))} if rules else {}


def _without_case(text):
    """As the rules compare it: to them a Turkish İ or ı is an i as well."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def _with_single_spaces(text):
    return " ".join(text.split())  # so that no rule meets a long gap


def _found(text, rules):
    bare = _without_case(text)
    found = [Finding(kind, value) for kind, (may_hold, find) in rules.items() if may_hold(bare) for value in find(text)]
    return list(dict.fromkeys(found))


def fresh(subject, before, after):
    """{Finding: name of the field} of what a profile's document `after` holds and `before` (None for no profile) did
    not. An office contact with a consent record is none."""
    old = set(_of(subject, before)) if before else set()
    return {found: label for found, label in _of(subject, after).items() if found not in old}


def _of(subject, document):
    shape = SHAPES[subject]
    found = _of_row(shape.root, document)
    for name, table in shape.rows.items():
        for row in document.get(name, ()):
            if name == "contacts":
                found |= {} if row["consent_given"] else _of_contact(table, row)
            else:
                found |= _of_row(table, row)
    return found


def _of_row(table, row):
    return {
        finding: str(field.verbose_name)
        for name, field in table.fields.items()
        if row.get(name) and name not in SKIPPED and _is_text(field)
        for finding in findings(row[name])
        if not isinstance(field, URLField) or finding.kind in ("handle", "coordinates")
    }


def _of_contact(table, row):
    """A form is an address of the web; an e-mail address and a number are somebody's until a consent says whose."""
    kind = {"email": "email", "phone": "phone"}.get(row["kind"])
    return {Finding(kind, row["value"]): str(table.model._meta.verbose_name)} if kind else {}


def _is_text(field):
    is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField | PartialDateField)
    return is_text and not field.choices and not field.is_relation

"""What looks like personal contact data or an exact place."""

import pytest
from django.core.management import call_command

from initiatives.domain import documents, screening
from initiatives.models import Initiative, Organisation
from tests.domain import made


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("office@example.org", "email"),
        ("+383 38 000 000", "phone"),
        ("@peace_person", "handle"),
        ("t.me/peace_person", "handle"),
        ("WhatsApp: peace.person", "handle"),
        ("VİBER: peace.person", "handle"),
        ("12 Peace Street", "address"),
        ("12 Peace Rd.", "address"),
        ("4a Old Square", "address"),
        ("Ulica Mira 12", "address"),
        ("Bulevardi Paqja 12", "address"),
        ("apt 12", "address"),
        ("flat no. 12", "address"),
        ("0038338000000", "phone"),
        ("вул. Миру, 12", "address"),
        ("Rruga e Paqes, nr. 12", "address"),
        ("ul. Mira 12", "address"),
        ("кв. 7", "address"),
        ("48.01591, 37.80285", "coordinates"),
        ("48°00′57″ N", "coordinates"),
        ("https://www.openstreetmap.org/#map=18/48.0/37.8", "coordinates"),
        ("passport AB 123456", "number"),
        ("İD CARD 123456", "number"),
        ("ІПН 1234567890", "number"),
        ("21501199000123", "number"),
    ],
)
def test_is_found(text, kind):
    assert kind in [finding.kind for finding in screening.findings(f"Write to {text}, please.")]


@pytest.mark.parametrize(
    "text",
    [
        "2,721,510 GBP in 2018", "UNSCR 1325 (2000)", "2019/405-854", "10.000.000 EUR", "GB-CHC-1143797", "Track 1.5",
        "18 on the road to peace", "2014 Open Road", "Kyiv 2018: 12 dialogues", "phase 2: street events",
        "3 working groups, 24 people", "48.0, 37.8", "ISBN 978-92-9235-123-4", "12 people took the road home",
        "telegram channels in 2014", "Dialogue @ work", "the signal: peace", "resolution 68/262", "1 : 100 000",
    ],
)  # fmt: skip
def test_is_no_finding(text):
    assert screening.findings(text) == []


@pytest.mark.django_db
def test_only_what_is_new_is_found():
    key = made.initiative(note="Ask a@example.org.")
    before = documents.read_one("initiative", key)
    after = documents.canonical("initiative", before | {"note": "Ask a@example.org or b@example.org."})

    assert list(screening.fresh("initiative", before, before)) == []
    assert {found.value: label for found, label in screening.fresh("initiative", before, after).items()} == {
        "b@example.org": "internal note"
    }


@pytest.mark.django_db
def test_an_office_contact_is_none_once_its_consent_is_recorded():
    contact = {"kind": "email", "value": "office@example.org"}
    document = documents.canonical("organisation", {"name": "Office", "contacts": [contact]})
    consented = documents.canonical(
        "organisation", document | {"contacts": [contact | {"consent_given": "2026-01-01"}]}
    )

    assert [found.kind for found in screening.fresh("organisation", None, document)] == ["email"]
    assert list(screening.fresh("organisation", None, consented)) == []


@pytest.mark.django_db
def test_the_source_profiles_hold_nothing_of_the_kind():

    call_command("load_profiles")
    for subject, model in (("initiative", Initiative), ("organisation", Organisation)):
        for key in model.objects.values_list("uuid", flat=True):
            assert screening.fresh(subject, None, documents.read_one(subject, str(key))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "a", "вул. ", "Миру ", "1 ", "ул.", "1.234 ", "1.234", "1.234,", "t.me/", "openstreetmap.org/", "1 A-", "@a",
        "12°",
        "passport ", "1 Aa ", "rr. a", "@", "+1 ", "viber: ", " ", "\u00a0",
    ],
)  # fmt: skip
def test_a_long_text_is_read_at_once(text):
    whole = "ул. a 1.234" + text * (300_000 // len(text))
    assert isinstance(screening.findings(whole), list)

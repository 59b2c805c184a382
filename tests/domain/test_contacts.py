import pytest

from initiatives.domain import contacts


@pytest.mark.parametrize(
    "text",
    [
        "office@example.org", "first.last+tag@mail.example.org", "office [at] example.org", "Office [AT] example.org",
        "+383 38 000 000", "+44 (0)20 7946 0000", "tel. 044 000 00 00", "Phone: (020) 7946-0000", "тел.: 044 000 0000",
        "020 7946 0000", "0044 20 7946 0000",
    ],
)  # fmt: skip
def test_contact_details_are_left_out(text):
    assert contacts.without(f"Write to {text}, please") == "Write to […], please"


@pytest.mark.parametrize(
    "text",
    [
        "£2,721,510", "2013-2018", "01-12-2006 to 31-03-2010", "10.000.000 EUR", "GB-CHC-1143797", "UNSCR 1325 (2000)",
        "100 villages, 2 000 000 people", "phase 2", "telephone hotlines in 2014", "2019/405-854", "look at me",
    ],
)  # fmt: skip
def test_other_numbers_stay(text):
    assert contacts.without(text) == text


def test_a_long_text_is_read_at_once():
    text = "a" * 1_000_000 + " +1" + " 1" * 100_000
    assert contacts.without(text).startswith("aaa")

import pytest

from initiatives.imports import values
from initiatives.imports.problems import Bad


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2018", "2018"),
        ("2018-02", "2018-02"),
        ("2018-02-23", "2018-02-23"),
        ("23.02.2018", "2018-02-23"),
        ("02.2018", "2018-02"),
        ("May 2019", "2019-05"),
        ("23 February 2018", "2018-02-23"),
        ("Sept 2019", "2019-09"),
        ("лютого 2018", "2018-02"),
        ("shkurt 2018", "2018-02"),
        ("05/05/2014", "2014-05-05"),
        ("23/02/2018", "2018-02-23"),
        ("2018.02.23", "2018-02-23"),
        ("2018.2.3.", "2018-02-03"),
    ],
)
def test_dates_keep_their_precision(text, stored):
    assert values.date(text) == stored


@pytest.mark.parametrize(
    "text", ["05/06/2014", "2018-02-30", "31/31/2018", "0000", "soon", "18", "2018-13", "c. 2018", "٢٠١٨"]
)
def test_what_is_no_date_or_two_is_refused(text):
    with pytest.raises(Bad):
        values.date(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("250000 EUR", ("250000.00", "EUR")),
        ("usd 1 000.5", ("1000.50", "USD")),
        ("5EUR", ("5.00", "EUR")),
        ("", ("", "")),
    ],
)
def test_amounts(text, stored):
    assert values.amount(text) == stored


@pytest.mark.parametrize(
    "text", ["250000", "250.000 EUR", "250,000 EUR", "-5 EUR", "EUR", f"1{'0' * 13} EUR", "5 EUR USD"]
)
def test_amounts_that_may_mean_two_things_are_refused(text):
    with pytest.raises(Bad):
        values.amount(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ftp://example.org/", "mailto:a@example.org", "no address", "https://"]
)
def test_only_web_addresses(text):
    with pytest.raises(Bad):
        values.address(text)


def test_an_address_without_scheme_is_https():
    assert values.address("www.example.org/a") == ("https://www.example.org/a", True)


@pytest.mark.parametrize(
    ("start", "end", "ordered"),
    [
        ("2018-02", "2018", True),
        ("2018", "2018-02", True),
        ("2019", "2018", False),
        ("", "2018", True),
        ("2018-02-03", "2018-01", False),
    ],
)
def test_a_vague_end_is_not_before_a_start_within_it(start, end, ordered):
    assert values.is_ordered(start, end) is ordered


@pytest.mark.parametrize(
    ("text", "hint"), [("2019-2021", "2019/2021"), ("2019 – 2021", "2019/2021"), ("43831", "2020-01-01")]
)
def test_a_date_that_people_often_write_so_is_refused_with_what_it_may_be(text, hint):
    with pytest.raises(Bad, match=hint):
        values.date(text)

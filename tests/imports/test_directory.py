import pytest

from initiatives.imports.directory import Countries
from tests.domain import made


@pytest.fixture
def countries(db):
    for code, name in [("UA", "Ukraine"), ("MD", "Moldova"), ("DO", "Dominican Republic"), ("CR", "Costa Rica")]:
        made.country(code, name_en=name)
    return Countries()


@pytest.mark.parametrize(("written", "near"), [("Ukrainne", "Ukraine (UA)"), ("Moldowa", "Moldova (MD)")])
def test_a_slip_of_the_pen_is_recognised(countries, written, near):
    assert countries.find(written) is None
    assert countries.nearest(written) == near


@pytest.mark.parametrize("written", ["Freedonia", "Crimea", "EU"])
def test_what_is_like_no_country_gets_no_suggestion(countries, written):
    assert countries.nearest(written) == ""

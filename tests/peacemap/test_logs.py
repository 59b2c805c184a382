import logging

import pytest

from peacemap import logs


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/initiatives/somebodys-name/", "/initiatives/…"),
        ("/uk/organisations/somebodys-name/?q=1", "/uk/organisations/…?q=1"),
        ("/initiatives/somebodys-name/versions/0123/", "/initiatives/…"),
        ("/sq/cases/a-token/", "/sq/cases/…"),
        ("/initiatives/", "/initiatives/"),
        ("/admin/initiatives/case/1/change/", "/admin/initiatives/case/1/change/"),
        ("/countries/ua/", "/countries/ua/"),
    ],
)
def test_addresses_are_logged_without_names_and_links(path, left):
    record = logging.getLogger("x").makeRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", (path,), None)

    assert logs.without_links(record)
    assert record.getMessage() == f"Not Found: {left}"

"""Every kind of page, judged by axe: in six languages, light and dark, on a wide screen and on a phone."""

import pytest

from tests.conftest import SLOW
from tests.e2e import judging
from tests.views.pages import LANGUAGES

QUICKLY = {
    "sq": ("home", "nothing found", "profile of sources", "organisation", "correction with an error", "login"),
    "uk": ("map", "list, narrowed", "country apart", "profile in Albanian", "activities", "case", "not there"),
}


@pytest.mark.parametrize("language", LANGUAGES if SLOW else QUICKLY)
def test_no_page_bars_anybody(page, directory, language):
    found = []
    for number, name in enumerate(directory if SLOW else QUICKLY[language]):
        directory[name].open(page, language)
        looks = judging.in_all_looks(page) if SLOW else judging.in_two_looks(page, number)
        found += [(name, *one) for one in looks]
    assert found == [], "\n".join(map(str, found))

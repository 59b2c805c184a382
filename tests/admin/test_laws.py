"""Whether a law of a country endangers partners: who may say so decides who is asked before something is published."""

import pytest

from initiatives.models import Country
from tests.admin.builders import filled, make_country, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/initiatives/country/RU/change/"


@pytest.mark.parametrize(("group", "left"), [("Editors", True), ("Reviewers", True), ("Administrators", False)])
def test_administrators_alone_take_the_mark_away(as_, group, left):
    make_country("RU", funding_law=True)
    client = as_(make_user("olena", group=group))

    typed = filled(client.get(PAGE))
    typed.pop("funding_law", None)
    answer = client.post(PAGE, typed | {"funding_law_note": "Read again."})

    assert answer.status_code == 302
    assert Country.objects.values_list("funding_law", "funding_law_note").get(code="RU") == (left, "Read again.")

"""Steps to the public and back."""

import pytest
from django.contrib.auth.models import Group

from initiatives.domain import publishing, roles
from initiatives.domain.publishing import Refused
from initiatives.models import Change, Initiative, Listing, User
from tests.domain import made

pytestmark = pytest.mark.django_db


def person(group):
    roles.ensure()
    user = User.objects.create(username=group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def draft(**values):
    source = made.source()
    key = made.initiative(stage="draft", **({"citations": [{"source": source, "field": "*"}]} | values))
    return Initiative.objects.get(uuid=key)


def test_an_editor_sends_to_review_and_a_reviewer_publishes():
    initiative, editor, reviewer = draft(), person("Editors"), person("Reviewers")
    publishing.move(initiative, "in-review", by=editor)
    with pytest.raises(Refused):
        publishing.move(initiative, "published", by=editor)
    assert not Listing.objects.exists()
    publishing.move(initiative, "published", by=reviewer)
    assert Listing.objects.get().initiative == initiative
    assert list(Change.objects.order_by("-pk").values_list("act", "by__username")[:2]) == [
        ("published", "Reviewers"),
        ("in-review", "Editors"),
    ]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [({"citations": []}, "no source"), ({"countries": []}, "no country"), ({"texts": []}, "no title")],
)
def test_what_lacks_something_is_not_published(missing, sentence):
    initiative = draft(**missing)
    with pytest.raises(Refused, match=sentence):
        publishing.move(initiative, "published", by=person("Reviewers"))
    assert Initiative.objects.get().stage == "draft"


def test_there_is_no_step_from_withdrawn_to_published():
    initiative, reviewer = draft(), person("Reviewers")
    publishing.move(initiative, "withdrawn", by=reviewer)
    with pytest.raises(Refused):
        publishing.move(initiative, "published", by=reviewer)


@pytest.mark.parametrize("through", ["country", "organisation", "place"])
def test_a_law_against_foreign_funding_asks_for_a_reason(through):
    made.country("RU", funding_law=True)
    values = {
        "country": {"countries": ["RU"]},
        "organisation": {"partners": [{"organisation": made.organisation(country="RU"), "role": "partner"}]},
        "place": {"places": [made.place(country="RU")]},
    }[through]
    initiative, reviewer = draft(**values), person("Reviewers")
    with pytest.raises(Refused, match="Say why"):
        publishing.move(initiative, "published", by=reviewer, reason="  ")
    publishing.move(initiative, "published", by=reviewer, reason="It asked to be listed.")
    assert Change.objects.first().reason == "It asked to be listed."


def test_verifying_notes_the_day():
    initiative = draft()
    publishing.verify(initiative, by=person("Reviewers"), on="2026-11-20")
    initiative.refresh_from_db()
    assert (initiative.verification, str(initiative.verified_date)) == ("source-checked", "2026-11-20")

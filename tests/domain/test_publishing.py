"""Steps to the public and back."""

import pytest
from django.contrib.auth.models import Group

from initiatives.domain import documents, editing, publishing, roles
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
    [
        ({"citations": []}, "no source"),
        ({"countries": []}, "no country"),
        ({"texts": []}, "no title"),
        ({"inclusion_criterion": ""}, "no inclusion criterion"),
    ],
)
def test_what_lacks_something_is_not_published(missing, sentence):
    initiative = draft(**missing)
    with pytest.raises(Refused, match=sentence):
        publishing.move(initiative, "published", by=person("Reviewers"))
    assert Initiative.objects.get().stage == "draft"


def test_what_is_refused_is_named_by_its_title():
    initiative = draft(texts=[{"language": "en", "title": "Courtyard talks"}], inclusion_criterion="")
    with pytest.raises(Refused, match="“Courtyard talks” can't be published yet"):
        publishing.move(initiative, "published", by=person("Reviewers"))


def test_there_is_no_step_from_withdrawn_to_published():
    initiative, reviewer = draft(), person("Reviewers")
    publishing.move(initiative, "withdrawn", by=reviewer, reason="It asked for it.")
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


@pytest.mark.parametrize("stage", ["archived", "withdrawn"])
def test_what_goes_from_the_public_goes_with_a_reason(stage):
    initiative, reviewer = draft(), person("Reviewers")
    publishing.move(initiative, "published", by=reviewer)
    with pytest.raises(Refused, match="Say why"):
        publishing.move(initiative, stage, by=reviewer, reason=" ")
    publishing.move(initiative, stage, by=reviewer, reason="It ended.")
    assert Change.objects.values_list("act", "reason").first() == (stage, "It ended.")


def test_the_inclusion_criterion_can_come_with_the_step():
    initiative = draft(inclusion_criterion="")
    publishing.move(initiative, "published", by=person("Reviewers"), criterion="independent")
    assert Initiative.objects.values_list("stage", "inclusion_criterion").get() == ("published", "independent")


SENSITIVE = [
    {"sensitivity": "limited"},
    {"terms": [{"list": "beneficiary", "slug": "survivors"}]},
    {"countries": ["RU"]},
]


def written(by, **values):
    """A draft that `by` wrote last."""
    if values.get("countries") == ["RU"]:
        made.country("RU", funding_law=True)
    initiative = draft(**values)
    change(initiative, by, note="Read again.")
    return initiative


def change(initiative, by, **values):
    key = str(initiative.uuid)
    editing.write("initiative", {key: documents.read_one("initiative", key) | values}, by=by, act="edited")


@pytest.mark.parametrize("values", SENSITIVE)
def test_a_sensitive_profile_is_published_by_somebody_else_than_who_wrote_it_last(values):
    one, other = person("Reviewers"), person("Editors")
    other.groups.set(one.groups.all())
    initiative = written(one, **values)
    with pytest.raises(Refused, match="somebody else"):
        publishing.move(initiative, "published", by=one, reason="It asked to be listed.")
    publishing.move(initiative, "published", by=other, reason="It asked to be listed.")
    assert Initiative.objects.get().stage == "published"


def test_who_sent_a_sensitive_profile_to_review_does_not_publish_it():
    one, other = person("Reviewers"), person("Editors")
    initiative = written(other, sensitivity="limited")
    publishing.move(initiative, "in-review", by=one)
    with pytest.raises(Refused, match="somebody else"):
        publishing.move(initiative, "published", by=one)


def test_who_makes_a_sensitive_profile_open_does_not_publish_it_alone():
    one, other = person("Reviewers"), person("Editors")
    initiative = written(other, sensitivity="restricted")
    change(initiative, one, sensitivity="open")
    with pytest.raises(Refused, match="somebody else"):
        publishing.move(initiative, "published", by=one)
    change(initiative, other, note="Open is right.")
    publishing.move(initiative, "published", by=one)


def test_an_open_profile_needs_one_pair_of_eyes():
    reviewer = person("Reviewers")
    publishing.move(written(reviewer), "published", by=reviewer)
    assert Initiative.objects.get().stage == "published"

"""The door in: one transaction, one Change, stale tokens refused."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from initiatives.domain import documents, editing, history
from initiatives.domain.facets import Criteria, select
from initiatives.models import Change, Initiative, Listing, Organisation, User
from tests.domain import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create(username="editor")


def acts():
    return list(Change.objects.order_by("pk").values_list("subject", "act"))


def test_an_edit_writes_one_change_with_both_documents(editor):
    key = made.initiative(start_date="2018")
    Change.objects.all().delete()
    before = documents.read_one("initiative", key)
    with transaction.atomic():
        edit = editing.begin("initiative", key, documents.token(before))
        Initiative.objects.filter(uuid=key).update(start_date="2018-02")
        editing.finish(edit, by=editor, reason="The source gives the month.")
    change = Change.objects.get()
    assert (change.by, change.act, change.reason) == (editor, "edited", "The source gives the month.")
    assert (change.before["start_date"], change.after["start_date"]) == ("2018", "2018-02")
    assert Listing.objects.get().start_key == "2018-02"


def test_an_act_that_changes_nothing_leaves_no_trace(editor):
    key = made.initiative()
    count = Change.objects.count()
    with transaction.atomic():
        assert editing.finish(editing.begin("initiative", key), by=editor) is None
    assert editing.write("initiative", {key: documents.read_one("initiative", key)}, by=editor, act="edited") == []
    assert Change.objects.count() == count


def test_the_second_of_two_editors_with_one_form_is_refused(editor):
    key = made.initiative()
    token = documents.token(documents.read_one("initiative", key))
    first = documents.read_one("initiative", key) | {"note": "first"}
    second = first | {"note": "second"}
    editing.write("initiative", {key: first}, by=editor, act="edited", tokens={key: token})
    with pytest.raises(editing.Stale) as refusal:
        editing.write("initiative", {key: second}, by=editor, act="edited", tokens={key: token})
    assert refusal.value.current["note"] == "first"
    with pytest.raises(editing.Stale), transaction.atomic():
        editing.begin("initiative", key, token)
    assert documents.read_one("initiative", key)["note"] == "first"


def test_what_a_constraint_refuses_changes_nothing(editor):
    key = made.initiative(slug="one")
    other = documents.read_one("initiative", made.initiative(slug="two"))
    count = Change.objects.count()
    with pytest.raises(IntegrityError):
        editing.write("initiative", {other["uuid"]: other | {"slug": "one"}}, by=editor, act="edited")
    assert documents.read_one("initiative", other["uuid"]) == other
    assert (Change.objects.count(), Initiative.objects.get(slug="one").uuid.hex) == (count, key.replace("-", ""))


def test_what_is_refused_with_its_last_row_leaves_nothing_of_the_first(editor):
    """The profile itself is written before its rows: an amount without its currency is refused then."""
    before = documents.read_one("initiative", key := made.initiative())
    money = [{"organisation": made.organisation(), "amount": "5"}]
    with pytest.raises(IntegrityError):
        editing.write("initiative", {key: before | {"note": "half", "funders": money}}, by=editor, act="edited")
    assert documents.read_one("initiative", key) == before


def test_deleting_keeps_the_document_in_the_ledger_only(editor):
    key = made.initiative("Gone tomorrow")
    editing.delete("initiative", [key], by=editor, reason="Asked for.")
    change = Change.objects.first()
    assert (change.act, change.after, change.before["texts"][0]["title"]) == ("deleted", None, "Gone tomorrow")
    assert not Listing.objects.exists()


def test_an_organisation_in_use_cannot_be_deleted(editor):
    key = made.organisation()
    made.initiative(partners=[{"organisation": key, "role": "lead"}])
    with pytest.raises(ProtectedError):
        editing.delete("organisation", [key], by=editor)
    assert Organisation.objects.filter(uuid=key).exists()


def test_a_renamed_organisation_is_found_under_its_new_name_at_once(editor):
    key = made.organisation("Old name")
    made.initiative(partners=[{"organisation": key, "role": "lead"}])
    document = documents.read_one("organisation", key)
    editing.write("organisation", {key: document | {"name": "New name"}}, by=editor, act="edited")
    listing = Listing.objects.get()
    assert listing.card["lead"][0]["name"] == "New name"
    assert (len(select(Criteria(text="new name"))), len(select(Criteria(text="old name")))) == (1, 0)


def test_history_says_in_words_what_changed(editor):
    organisation = made.organisation("Peace House")
    key = made.initiative("Bridges", start_date="2018")
    document = documents.read_one("initiative", key)
    changed = document | {"start_date": "2018-02", "kind": "network"}
    changed["partners"] = [{"organisation": organisation, "role": "lead"}]
    editing.write("initiative", {key: changed}, by=editor, act="edited")
    entry = history.of("initiative", key)[0]
    assert entry.change.by == editor
    assert {(item.label, item.old, item.new) for item in entry.differences} == {
        ("start", "2018", "2018-02"),
        ("kind", "Project", "Network or coalition"),
        ("partner lead · Peace House", "", "Lead"),
    }


def test_the_ledger_finds_the_version_that_a_token_names(editor):
    key = made.initiative()
    old = documents.read_one("initiative", key)
    editing.write("initiative", {key: old | {"note": "newer"}}, by=editor, act="edited")
    assert history.version("initiative", key, documents.token(old)) == old
    assert history.version("initiative", key, "0" * 16) is None

"""Merging in the admin: pairs, side by side, one button, its undo; within rights and countries."""

import pytest
from django.urls import reverse

from initiatives.domain import documents, duplicates
from initiatives.models import Change, Distinct, Initiative, Merge, Organisation
from tests.admin.builders import filled, make_user
from tests.domain import made

PAIRS, COMPARE = "admin:duplicates", "admin:merge"


@pytest.fixture
def two(db):
    return made.organisation("Peace House", founded="2001"), made.organisation("PEACE HOUSE", founded="2003")


def page(*keys, subject="organisation"):
    return reverse(COMPARE, args=[subject, *keys])


def press(client, address, **more):
    """What a browser posts from the page that the person sees."""
    tokens = client.get(address).context["comparison"].tokens
    return client.post(address, {"seen-kept": tokens[0], "seen-gone": tokens[1], **more}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_found_compared_merged_and_taken_back(as_, editor, two):
    client, before = as_(editor), [documents.read_one("organisation", key) for key in two]
    list_page = reverse(PAIRS, args=["organisation"])
    assert said(client.post(list_page, follow=True)) == ["1 pair may be one."]
    assert page(*two) in client.get(list_page).content.decode()
    shown = client.get(page(*two))
    assert [(row.path, row.kept, row.gone) for row in shown.context["comparison"].rows] == [
        ("name", "Peace House", "PEACE HOUSE"),
        ("founded", "2001", "2003"),
    ]
    assert Organisation.objects.count() == 2

    done = press(client, page(*two), **{"choose-founded": "gone", "_reason": "One body"})

    assert said(done) == ["Both are one now. The history offers to take it back."]
    organisation = Organisation.objects.get()
    assert (str(organisation.uuid), organisation.founded) == (two[0], "2003")
    assert set(Change.objects.filter(act="merged").values_list("by", "reason")) == {(editor.pk, "One body")}
    back = reverse("admin:merge_undo", args=[Merge.objects.get().pk])
    assert (
        back in client.get(reverse("admin:initiatives_organisation_history", args=[organisation.pk])).content.decode()
    )
    assert client.get(back).status_code == 405
    assert said(client.post(back, follow=True)) == ["They are two again, as before."]
    assert [documents.read_one("organisation", key) for key in two] == before
    assert said(client.post(back, follow=True)) == ["This merge was taken back already."]


def test_pressed_twice_it_happens_once(as_, editor, two):
    client = as_(editor)
    tokens = client.get(page(*two)).context["comparison"].tokens
    data = {"seen-kept": tokens[0], "seen-gone": tokens[1]}
    answers = [client.post(page(*two), data).status_code for _ in range(2)]
    assert (answers, Merge.objects.count()) == ([302, 404], 1)


def test_what_changed_since_it_was_shown_stops_it_and_keeps_the_choice(as_, editor, two):
    client = as_(editor)
    answer = client.post(page(*two), {"seen-kept": "old", "seen-gone": "old", "choose-founded": "gone"})
    assert answer.status_code == 409
    assert said(answer) == ["One of the two has changed since you looked. Nothing was merged: look again."]
    assert [row.taken for row in answer.context["comparison"].rows] == ["kept", "gone"]
    assert Organisation.objects.count() == 2


def test_a_form_opened_before_the_merge_is_refused_and_nothing_typed_is_lost(as_, editor, two):
    client = as_(editor)
    rows = [Organisation.objects.get(uuid=key) for key in two]
    forms = [reverse("admin:initiatives_organisation_change", args=[row.pk]) for row in rows]
    typed = [filled(client.get(form)) | {"founded": "1999"} for form in forms]
    press(client, page(*two))
    for form, data in zip(forms, typed, strict=True):
        answer = client.post(form, data)
        assert answer.status_code == 409 and "1999" in answer.content.decode()
    assert Organisation.objects.get().founded == "2001"


def test_not_the_same_is_remembered(as_, editor, two):
    client = as_(editor)
    client.post(reverse(PAIRS, args=["organisation"]))
    client.post(page(*two), {"_apart": "1"})
    client.post(reverse(PAIRS, args=["organisation"]))
    assert Distinct.objects.get().by == editor
    assert not duplicates.open_for(editor, "organisation").exists()


def test_two_chosen_in_the_list_are_compared(as_, editor, two):
    client, pks = as_(editor), list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    address = reverse("admin:initiatives_organisation_changelist")
    assert reverse(PAIRS, args=["organisation"]) in client.get(address).content.decode()
    answer = client.post(address, {"action": "merge_two", "_selected_action": pks})
    assert answer["Location"] == page(*two)
    answer = client.post(address, {"action": "merge_two", "_selected_action": pks[:1]}, follow=True)
    assert said(answer) == ["Choose exactly two."]


def test_two_chosen_that_are_elsewhere_are_refused_with_a_sentence(as_, two):
    client = as_(make_user("besa", group="Editors", codes=["UA"]))
    pks = list(Organisation.objects.values_list("pk", flat=True))
    address = reverse("admin:initiatives_organisation_changelist")
    answer = client.post(address, {"action": "merge_two", "_selected_action": pks}, follow=True)
    assert said(answer) == ["You merge what lies in your countries, or what a profile of yours names."]


class TestWhoMay:
    """(own and own, own and elsewhere) for people of other rights and countries: the answer to looking and pressing."""

    @pytest.fixture
    def pairs(self, db):
        own = made.initiative("Bridge one"), made.initiative("Bridge two")
        return {"own": own, "mixed": (made.initiative("Secret", countries=["KG"]), own[1])}

    @pytest.mark.parametrize(
        ("name", "rights", "own", "mixed"),
        [
            ("reader", {"rights": ["view_initiative"]}, 403, 403),
            ("editor without the right", {"rights": ["change_initiative", "view_initiative"]}, 403, 403),
            ("the right without editing", {"rights": ["merge_profiles"]}, 403, 403),
            ("editor of the country", {"group": "Editors", "codes": ["UA"]}, 200, 404),
            ("editor of another", {"group": "Editors", "codes": ["XK"]}, 404, 404),
            ("editor of all", {"group": "Editors"}, 200, 200),
            ("reviewer of the country", {"group": "Reviewers", "codes": ["UA"]}, 200, 404),
            ("superuser", {"is_superuser": True}, 200, 200),
        ],
    )
    def test_look_and_press(self, as_, pairs, name, rights, own, mixed):
        client = as_(make_user("somebody", **rights))
        for kind, expected in (("mixed", mixed), ("own", own)):
            for keys in (pairs[kind], pairs[kind][::-1]):
                answer = client.get(page(*keys, subject="initiative"))
                assert (kind, answer.status_code) == (kind, expected)
                assert expected == 200 or b"Secret" not in answer.content
            if expected != 200:
                assert client.post(page(*pairs[kind], subject="initiative")).status_code == expected
        assert Initiative.objects.count() == 3

    def test_hidden_and_missing_answer_alike(self, as_, pairs):
        client = as_(make_user("besa", group="Editors", codes=["UA"]))
        missing = "00000000-0000-4000-8000-000000000000"
        answers = {
            client.get(page(key, pairs["own"][0], subject="initiative")).status_code
            for key in (pairs["mixed"][0], missing)
        }
        assert answers == {404}
        own = pairs["own"][0]
        assert client.get(page(own, own, subject="initiative")).status_code == 404
        assert client.get("/admin/duplicates/source/").status_code == 404
        assert client.post(reverse("admin:merge_undo", args=[10**30])).status_code == 404

    def test_a_merge_elsewhere_can_not_be_taken_back(self, as_, chief, pairs):
        elsewhere = pairs["mixed"][0], made.initiative("Other", countries=["KG"])
        press(as_(chief), page(*elsewhere, subject="initiative"))
        back = reverse("admin:merge_undo", args=[Merge.objects.get().pk])
        assert as_(make_user("besa", group="Editors", codes=["UA"])).post(back).status_code == 404
        assert as_(make_user("idle")).post(back).status_code == 403
        assert Merge.objects.get().undone_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(as_, editor, django_assert_num_queries, count):
    for name in ("Harbour Choir", "Meadow Listening Post", "Lantern Archive")[:count]:
        made.organisation(name), made.organisation(name.upper())
    duplicates.search("organisation")
    client, address = as_(editor), reverse(PAIRS, args=["organisation"])
    client.get(address)
    with django_assert_num_queries(18):
        assert len(list(client.get(address).context["rows"])) == count

"""Two editors, eight channels, any order: no save is lost, and who is refused is told.

Each turn somebody looks at the profile through one channel, or does there what they had in mind when they looked.
"""

import itertools
import random

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from initiatives.domain import documents, voice
from initiatives.imports import apply
from initiatives.models import Change
from tests.admin.builders import chosen, cite, filled, make_initiative, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LIST = "/admin/initiatives/initiative/"
TURNS = 9


class Editor:
    """Somebody at work: `seen` is the token under which they look at the profile, None while they look at nothing."""

    def __init__(self, name, initiative):
        self.name, self.initiative = name, initiative
        self.user = make_user(name, group="Reviewers")
        self.client = Client()
        self.client.force_login(self.user)
        self.seen, self.do = None, None

    def page(self, view="change", *more):
        return reverse(f"admin:initiatives_initiative_{view}", args=[self.initiative.pk, *more])

    def look(self, channel, number):
        self.seen = token(self.initiative)
        self.do = getattr(self, channel)(number)

    def save(self):
        """Whether it was accepted, and what was said."""
        answer = self.do()
        self.seen, self.do = None, None
        return answer

    def post(self, address, data):
        """(Whether it led on to another page, what was said.)"""
        response = self.client.post(address, data)
        said = [str(message) for message in get_messages(response.wsgi_request)]
        return response.status_code == 302, " ".join([*said, response.content.decode()])

    # Each channel looks now, and gives what saves later: (whether it was accepted, what was said).

    def form(self, number):
        return self._form({"start_date": f"{1990 + number % 30}"})

    def inline(self, number):
        return self._form({"texts-0-summary": f"{self.name} wrote this, {number}."})

    def step(self, number):
        return self._form({"_stage": ("in-review", "draft")[number % 2], "website": f"https://example.org/{number}"})

    def _form(self, more):
        data = filled(self.client.get(self.page())) | more
        return lambda: self.post(self.page(), data)

    def action(self, number):
        data = chosen(self.client, ("mark_checked", "mark_confirmed")[number % 2], [self.initiative])

        def save():
            _, words = self.post(LIST, data)
            return "1 profile: done." in words, words

        return save

    def importing(self, number):
        lines = f"id,title,countries,end_date\r\n{self.initiative.uuid},Donbas Dialogue,UA,{2030 + number % 30}\r\n"
        run = apply.preview(lines.encode(), file_name="table.csv", by=self.user)

        def save():
            response = self.client.post(reverse("admin:initiatives_importrun_confirm", args=[run.pk]), follow=True)
            run.refresh_from_db()
            return run.state == "applied", response.content.decode()

        return save

    def restoring(self, number):
        acts = list(Change.objects.filter(key=self.initiative.uuid))
        if not acts:
            return self.form(number)  # there is no older version yet
        address = self.page("restore", documents.token(acts[number % len(acts)].before))
        seen = self.client.get(address).context["found"].token
        return lambda: self.post(address, {"_seen": seen})

    def merging(self, number):
        double = make_initiative(slug=f"double-{number}", title=f"Double {number}")
        address = reverse("admin:merge", args=["initiative", self.initiative.uuid, double.uuid])
        kept, gone = self.client.get(address).context["comparison"].tokens
        return lambda: self.post(address, {"seen-kept": kept, "seen-gone": gone})

    def correcting(self, number):
        about = ("initiative", self.initiative.uuid)
        case, _ = voice.receive("correction", about=about, field="start_date", right=f"{1950 + number % 30}")
        address = reverse("admin:initiatives_case_change", args=[case.pk])
        weighed = self.client.get(address).context["weighed"]
        data = {"_act": "take", "_version": weighed.version, "source_title": f"Letter {number}"}
        data |= {"field": weighed.correction.field, "value": weighed.correction.value}
        return lambda: self.post(address, data)


CHANNELS = ("form", "inline", "step", "action", "importing", "restoring", "merging", "correcting")
TOLD = ("changed this profile since", "has changed since", "changed since the preview")


def token(initiative):
    return documents.token(documents.read_one("initiative", initiative.uuid))


def play(seed):
    """One interleaving; the number of saves that were refused. Prints nothing unless something was lost."""
    dice = random.Random(seed)
    initiative = make_initiative(start_date="1980")
    cite(initiative)
    editors = [Editor(name, initiative) for name in ("olena", "taras")]
    refused = 0
    for number in range(TURNS):
        editor = dice.choice(editors)
        if editor.do is None:
            editor.look(dice.choice(CHANNELS), number)
            continue
        before, acts, seen = token(initiative), Change.objects.count(), editor.seen
        accepted, words = editor.save()
        was_written = Change.objects.count() > acts
        if seen != before:
            assert not was_written, f"seed {seed}, turn {number}: written over what {editor.name} never saw"
            assert token(initiative) == before
            assert not accepted, f"seed {seed}, turn {number}: said to be saved, and was not"
            assert any(told in words for told in TOLD), f"seed {seed}, turn {number}: not told: {words[:3000]}"
            refused += 1
        else:
            assert accepted, f"seed {seed}, turn {number}: refused without a reason"
    _nothing_is_lost(initiative, seed)
    return refused


def _nothing_is_lost(initiative, seed):
    """Each accepted save begins where the one before it ended: the last document holds or supersedes all of them."""
    acts = list(Change.objects.filter(subject="initiative", key=initiative.uuid).order_by("pk"))
    for one, following in itertools.pairwise(acts):
        assert one.after == following.before, f"seed {seed}: a change is not in the next version"
    if acts:
        assert acts[-1].after == documents.read_one("initiative", initiative.uuid)


def refusals(seeds):
    """How many saves were refused in the interleavings `seeds`; each has a directory of its own."""
    refused = 0
    for seed in seeds:
        with transaction.atomic():
            refused += play(seed)
            transaction.set_rollback(True)
    return refused


def test_no_save_is_lost_in_some_interleavings():
    seeds = range(5)
    print("seeds", seeds)

    assert refusals(seeds) > 1


@pytest.mark.slow
def test_no_save_is_lost_in_many_interleavings():
    first = random.randrange(10**6)
    print("seeds", first, "to", first + 199)

    assert refusals(range(first, first + 200)) > 60

"""Which sources are still there: whose turn it is to be asked, and what their answers mean."""

import datetime as dt
import time
from collections import Counter

from django.db.models import F, Q
from django.utils import timezone

from initiatives.domain import reaching
from initiatives.models import LinkCheck, Source

DAYS_UNTIL_DEAD = 3  # failures on so many different days: a server may be down for an evening
PAUSE = 1.0  # seconds between two requests to one host
NOT_THERE = {404, 410}
ENOUGH_HOSTS = 5  # that stay silent, and nobody answers: then it is our own network


class Offline(Exception):
    """Nobody answered at all: nothing was written down of those who stayed silent."""


class Pace:
    """Waits so that no host is asked more than once a second."""

    def __init__(self, sleep=time.sleep, clock=time.monotonic):
        self.sleep, self.clock, self.asked = sleep, clock, {}

    def __call__(self, host):
        wait = self.asked.get(host, float("-inf")) + PAUSE - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.asked[host] = self.clock()


def due(*, older_than, now=None):
    """The sources whose turn it is, those never asked first: after `older_than` days, or a day after a failure."""
    now = now or timezone.now()
    day = timezone.localdate(now)
    known = Q(link_check__url=F("url"))
    resting = known & Q(link_check__checked_at__gt=now - dt.timedelta(days=older_than))
    failing = known & Q(link_check__failures__gt=0, link_check__failures__lt=DAYS_UNTIL_DEAD)
    failing &= Q(link_check__failed_on__lt=day)
    found = Source.objects.exclude(url="").filter(~Q(pk__in=Source.objects.filter(resting).values("pk")) | failing)
    return found.order_by(F("link_check__checked_at").asc(nulls_first=True), "pk")


def check(sources, *, agent, pace=None, allowed=frozenset(), now=None):
    """Ask each of `sources` and write down what it says; {state: how many}.

    A source that stays silent is written down at the end, so that a failure of our own network counts against nobody:
    raises Offline. `allowed`: see reaching.ask.
    """
    pace, silent, counts = pace or Pace(), [], Counter()
    for source in sources:
        try:
            answer = reaching.ask(source.url, agent=agent, pace=pace, allowed=allowed)
        except reaching.Refused:
            counts[record(source, refused=True, now=now)] += 1
        except reaching.Silent:
            silent.append(source)
        else:
            counts[record(source, answer=answer, now=now)] += 1
    hosts = {reaching.target(source.url, allowed).host for source in silent}
    if not counts and len(hosts) >= ENOUGH_HOSTS:
        raise Offline
    counts.update(record(source, now=now) for source in silent)
    return dict(counts)


def record(source, *, answer=None, refused=False, now=None):
    """Write down an Answer, a refusal of ours, or silence; the state of the link from now on."""
    now = now or timezone.now()
    row = LinkCheck.objects.filter(source=source).first() or LinkCheck(source=source)
    if row.url != source.url:
        row = LinkCheck(pk=row.pk, source=source, url=source.url)  # what was known is about another address
    row.checked_at, row.status = now, answer.status if answer else None
    row.moved_to = answer.moved_to if answer else ""
    if _is_failure(answer, refused):
        _count_failure(row, timezone.localdate(now))
    else:
        row.failures, row.failing_since, row.failed_on = 0, None, None
        row.state = "refused" if refused or answer.status >= 300 else "moved" if answer.moved_to else "alive"
    row.save()
    return row.state


def _is_failure(answer, refused):
    """Silence, “not there” and errors of the server. Other refusals (403, 429) say only that it won't tell us."""
    return not refused and (answer is None or answer.status in NOT_THERE or answer.status >= 500)


def _count_failure(row, day):
    if row.failed_on != day:
        row.failures, row.failed_on = min(row.failures + 1, DAYS_UNTIL_DEAD), day
    row.failing_since = row.failing_since or day
    row.state = "dead" if row.failures >= DAYS_UNTIL_DEAD else "unknown"


def dead():
    """Sources whose address, as it is now, is dead."""
    return Source.objects.filter(link_check__state="dead", link_check__url=F("url"))

"""Ask the addresses of sources whether they are still there, politely, and write down which are dead."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.domain import linkchecks, reaching


class Command(BaseCommand):
    help = "Ask each source's address whether it is still there. Run it once a day: it takes those whose turn it is."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=200, metavar="N", help="at most so many (%(default)s)")
        parser.add_argument(
            "--older-than",
            type=int,
            default=30,
            metavar="DAYS",
            help="only those not asked for so many days (%(default)s); what fails is asked again the next day",
        )

    def handle(self, *, limit, older_than, **options):
        if limit < 0 or older_than < 0:
            raise CommandError("--limit and --older-than can't be negative.")
        sources = linkchecks.due(older_than=older_than)[:limit]
        agent = reaching.agent_of(settings.SITE_NAME, settings.CONTACT_URL)
        try:
            counts = linkchecks.check(sources, agent=agent)
        except linkchecks.Offline as error:
            raise CommandError("No host answered: is this machine connected? Nothing was written down.") from error
        told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
        self.stdout.write(f"{sum(counts.values())} asked: {told}." if counts else "No source is due.")

"""Remove a name or other words from every copy: profiles, history, imports, index, sessions, uploads.

The spellings are read from the standard input, one a line, so that no shell remembers them. Case, accents, Latin or
Cyrillic letters make no difference; inflected forms are spellings of their own.
"""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from initiatives.domain import redaction
from initiatives.management.commands.import_profiles import find_user
from initiatives.models.redaction import REASONS


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--reason", choices=[code for code, _ in REASONS], required=True)
        parser.add_argument("--user", metavar="NAME", help="the account in whose name")
        parser.add_argument("--yes", action="store_true", help="remove; without it, only say where the words stand")

    def handle(self, *, reason, user, yes, **options):
        texts = [line.strip() for line in sys.stdin if line.strip()]
        if not texts:
            raise CommandError("Give the spellings on the standard input, one a line.")
        try:
            found = redaction.find(texts)
            self._tell(found)
            if yes:
                row = redaction.redact(texts, reason=reason, by=find_user(user))
                self.stdout.write(f"Removed. The tombstone is {row.uuid}.")
        except ValueError as error:
            raise CommandError("A spelling is too short to be looked for.") from error
        except IntegrityError as error:
            raise CommandError("Two names would become one: change one of them by hand first.") from error

    def _tell(self, found):
        for written, count in found.spellings:
            self.stdout.write(f"{count} times: {written}")
        for table, count in found.lines:
            self.stdout.write(f"{table}: {count}")
        if not found.counts:
            self.stdout.write("These words stand nowhere.")

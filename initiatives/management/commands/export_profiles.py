"""Export the directory from the shell: the rows of the site's download, or with --all what editors see."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from initiatives.domain import facets, paging
from initiatives.exports import FORMATS
from initiatives.exports.rows import batches
from initiatives.filters import InitiativeFilterSet
from initiatives.models import Initiative
from initiatives.visibility import EDITORS, PUBLIC

BAD_USAGE = 2


class Command(BaseCommand):
    help = "Export initiatives, as the site's download does."

    def add_arguments(self, parser):
        parser.add_argument("--format", default="csv", choices=FORMATS)
        parser.add_argument("--query", default="", help='as in the address of the list: "country=UA&theme=dialogue"')
        parser.add_argument("--output", metavar="F", help="the file to write; standard output without it")
        parser.add_argument("--all", action="store_true", help="drafts and all that editors see")

    def handle(self, **options):
        if options["all"] and options["query"]:
            raise CommandError("--all exports everything: leave out --query.", returncode=BAD_USAGE)
        stream = FORMATS[options["format"]]
        pieces = stream(everything(), EDITORS) if options["all"] else stream(listed(options["query"]), PUBLIC)
        if options["output"]:
            self.write_file(options["output"], pieces)
        else:
            for piece in pieces:
                self.stdout.write(piece, ending="")

    def write_file(self, name, pieces):
        """Write the file so that only its owner reads it: an export may hold drafts."""
        try:
            with open(
                name, "w", encoding="utf-8", newline="", opener=lambda path, flags: os.open(path, flags, 0o600)
            ) as file:
                file.writelines(pieces)
        except OSError as error:
            raise CommandError(f"{name} can't be written: {error.strerror}.", returncode=BAD_USAGE) from error


def everything():
    return batches(Initiative.objects.order_by("pk"))


def listed(query):
    """What the list shows for this query string, in its order."""
    filters = InitiativeFilterSet(QueryDict(query))
    for complaint in filters.complaints:
        sys.stderr.write(f"{complaint}\n")
    return paging.everything(facets.select(filters.criteria), filters.order)

"""Export the directory from the shell: the rows of the site's download, or with --all what editors see."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.urls import reverse

from initiatives.domain import facets, paging
from initiatives.exports import FORMATS
from initiatives.exports.asked import Asked
from initiatives.exports.rows import batches
from initiatives.exports.workbook import TooManyRows
from initiatives.filters import InitiativeFilterSet
from initiatives.models import Initiative
from initiatives.visibility import EDITORS, PUBLIC

BAD_USAGE = 2


class Command(BaseCommand):
    help = "Export initiatives, as the site's download does."

    def add_arguments(self, parser):
        parser.add_argument("--format", default="csv", choices=FORMATS)
        parser.add_argument("--query", default="", help='as in the address of the list: "country=UA&theme=dialogue"')
        parser.add_argument("--output", metavar="F", help="the file to write; CSV goes to standard output without it")
        parser.add_argument("--all", action="store_true", help="drafts and all that editors see")

    def handle(self, **options):
        if options["all"] and options["query"]:
            raise CommandError("--all exports everything: leave out --query.", returncode=BAD_USAGE)
        if options["format"] == "xlsx" and not options["output"]:
            raise CommandError("A workbook is no text: name a file with --output.", returncode=BAD_USAGE)
        wanted = everything() if options["all"] else listed(options["query"])
        if options["output"]:
            write_file(options["output"], FORMATS[options["format"]], wanted)
        else:
            FORMATS[options["format"]](Printed(self.stdout), *wanted)


class Printed:
    """A binary file over standard output, which wants text."""

    def __init__(self, out):
        self.out = out

    def write(self, data):
        self.out.write(data.decode(), ending="")


def write_file(name, write, wanted):
    """Write the file so that only its owner reads it: an export may hold drafts."""
    try:
        with open(name, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            write(file, *wanted)
    except OSError as error:
        raise CommandError(f"{name} can't be written: {error.strerror}.", returncode=BAD_USAGE) from error
    except TooManyRows as error:
        raise CommandError("These are more initiatives than a sheet has rows: export them as CSV.") from error


def everything():
    """(batches, audience, Asked) of all that editors see."""
    return batches(Initiative.objects.order_by("pk")), EDITORS, Asked()


def listed(query):
    """(batches, audience, Asked) of what the list shows for this query string, in its order."""
    filters = InitiativeFilterSet(QueryDict(query))
    for complaint in filters.complaints:
        sys.stderr.write(f"{complaint}\n")
    selection = facets.select(filters.criteria)
    address = f"{reverse('initiatives:initiatives')}?{filters.query()}".rstrip("?")
    return paging.everything(selection, filters.order), PUBLIC, Asked(filters.in_words(selection), address)

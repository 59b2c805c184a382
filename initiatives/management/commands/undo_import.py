"""Take one import back from the shell (docs/data.md)."""

import json
import re
import time

from django.core.management.base import BaseCommand, CommandError

from initiatives.domain.publishing import Refused
from initiatives.imports import undo as undoing
from initiatives.management.commands.import_profiles import BAD_USAGE, REFUSED, find_user
from initiatives.models import ImportRun

GROUPS = (8, 4, 4, 4, 12)  # hexadecimal digits of a UUID


class Command(BaseCommand):
    help = "Take one import back: what it made is deleted, what it changed is as before. What was edited since stays."

    def add_arguments(self, parser):
        parser.add_argument("run", help="the identifier that import_profiles --json prints, or how it begins")
        parser.add_argument("--take-edited", action="store_true", help="take back what was edited since, too")
        parser.add_argument("--preview", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
        parser.add_argument("--user", metavar="NAME", help="the account in whose name, and within whose countries")

    def handle(self, **options):
        began = time.monotonic()
        run, user = find_run(options["run"]), find_user(options["user"])
        try:
            record, outlook = decide(run, user, options)
        except Refused as refused:
            if options["json"]:
                self.stdout.write(json.dumps(refusal(run, refused, began), ensure_ascii=False))
            raise CommandError(str(refused), returncode=REFUSED) from refused
        outcome = summary(run, record, outlook, began)
        self.stdout.write(json.dumps(outcome, ensure_ascii=False) if options["json"] else in_words(outcome))


def decide(run, user, options):
    """(the ImportRun of the undo, None in a preview; Outlook)"""
    chosen = {"by": user, "take_edited": options["take_edited"]}
    if options["preview"]:
        return None, undoing.preview(run, **chosen)
    return undoing.undo(run, **chosen)


def find_run(text):
    """The one run whose identifier is `text`, or begins with it."""
    digits = text.lower().replace("-", "")
    if not re.fullmatch("[0-9a-f]{1,32}", digits):
        raise CommandError(f"{text} is no identifier of an import.", returncode=BAD_USAGE)
    found = list(ImportRun.objects.filter(uuid__startswith=dashed(digits))[:2])
    if len(found) != 1:
        how_many = "More than one import begins" if found else "No import begins"
        raise CommandError(f"{how_many} with {text}.", returncode=BAD_USAGE)
    return found[0]


def dashed(digits):
    """The digits in the groups of a UUID, as far as they go."""
    parts, start = [], 0
    for size in GROUPS:
        parts.append(digits[start : start + size])
        start += size
    return "-".join(filter(None, parts))


def summary(run, record, outlook, began):
    return {
        "run": str(record.uuid) if record else None,
        "undoes": str(run.uuid),
        "state": "undone" if record else "previewed",
        **{name: outlook.counts[name] for name in ("deleted", "restored", "taken")},
        "left": [
            {"subject": left.subject, "key": left.key, "title": left.title, "reason": left.reason}
            for left in outlook.left
        ],
        "seconds": round(time.monotonic() - began, 3),
    }


def refusal(run, refused, began):
    counts = {"deleted": 0, "restored": 0, "taken": 0, "left": []}
    seconds = round(time.monotonic() - began, 3)
    undoes = str(run.uuid)
    return {"run": None, "undoes": undoes, "state": "refused", **counts, "message": str(refused), "seconds": seconds}


def in_words(outcome):
    lines = [
        f"{outcome['state']}: {outcome['deleted']} deleted, {outcome['restored']} as before, "
        f"{outcome['taken']} of them edited since; {len(outcome['left'])} left"
    ]
    lines += [f"left {row['subject']}: {row['title'] or row['key']}: {row['reason']}" for row in outcome["left"]]
    return "\n".join(lines)

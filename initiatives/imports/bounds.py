"""Whether what an import would write still lies within the countries of a person."""

from initiatives.domain import scope


def is_within(run, user):
    """Whether all that the run would write lies within the countries of `user` today."""
    own = scope.bound_to(user)
    if own is None:
        return True
    rows = run.rows.filter(subject="initiative", outcome__in=("new", "changed")).values_list("before", "document")
    return all(_is_own(own, before) and not _outside(user, before, after) for before, after in rows.iterator(500))


def _is_own(own, before):
    return before is None or bool(own & set(before["countries"]))


def _outside(user, before, after):
    return scope.outside(user, before["countries"] if before else (), after["countries"])

"""Whose countries a profile lies in: people bound to countries work within them (safety.md, "Changes")."""


def bound_to(user):
    """Codes of the countries `user` is bound to, None where the user works on all."""
    codes = frozenset(user.countries.values_list("pk", flat=True))
    return codes or None


def outside(user, old, new):
    """Codes that `user` may not add to or take from a profile whose countries were `old` and shall be `new`.

    Where nothing of `new` is theirs, all of it counts: nobody moves a profile out of their own sight.
    """
    own = bound_to(user)
    if own is None:
        return set()
    old, new = set(old), set(new)
    return (old ^ new) - own if new & own else new

"""Why a person did it, in their words."""

from initiatives.domain.cells import clean

REASON = "_reason"


def reason_of(request):
    """At most as long as the ledger holds; "" where they don't say."""
    return clean(request.POST.get(REASON, ""))[:500]

"""Many things, a few at a time: what a database, or memory, takes at once."""

from itertools import islice


def batches(items, size):
    """Lists of at most `size` of `items`, in order. An iterator is read no further than the batch asked for."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch

"""Batches hold everything once, in order, and no more than was asked for."""

import pytest

from initiatives.batching import batches


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([], []),
        ([1, 2], [[1, 2]]),
        ([1, 2, 3], [[1, 2], [3]]),
        ({"a": 1, "b": 2, "c": 3}, [["a", "b"], ["c"]]),
        (iter("abcd"), [["a", "b"], ["c", "d"]]),
    ],
)
def test_batches_are_full_but_the_last(items, found):
    assert list(batches(items, 2)) == found


def test_an_iterator_is_read_no_further_than_the_batch():
    items = iter(range(10))
    assert next(batches(items, 3)) == [0, 1, 2]
    assert next(items) == 3

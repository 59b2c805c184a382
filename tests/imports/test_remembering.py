"""What earlier rows said is told again, and the first word under a name stays."""

from contextlib import closing

import pytest

from initiatives.imports import remembering
from initiatives.imports.remembering import Remembered


@pytest.fixture(autouse=True, params=[1, 2, 1000], ids="at most {}".format)
def _most(request, monkeypatch):
    monkeypatch.setattr(remembering, "MOST", request.param)


def test_the_first_word_stays():
    with closing(Remembered()) as said:
        assert said.first("page a", [2, "x"]) == [2, "x"]
        assert said.first("page a", [3, "y"]) == [2, "x"]
        assert said.get("page a") == [2, "x"]
        assert said.get("page b", "nothing") == "nothing"


def test_a_name_is_taken_once():
    with closing(Remembered()) as said:
        said.add(["bridge", "bridge-2"])
        assert [said.take(name) for name in ("bridge", "bridge-3", "bridge-3")] == [False, True, False]


def test_a_value_can_be_said_anew():
    with closing(Remembered()) as said:
        said["source a"] = [["k", "Title", ""]]
        said["source a"] = [["k", "Title", ""], ["l", "Other", ""]]
        assert len(said.get("source a")) == 2

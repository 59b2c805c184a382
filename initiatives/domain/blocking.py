"""Which of very many texts may be much like one: those that share a rare beginning or end of a word with it."""

from collections import defaultdict

from rapidfuzz import fuzz, process

WHOLE, LONG = (
    4,
    8,
)  # letters: words up to WHOLE count as they are; LONG ones by four letters at each end, others by three


class Blocks:
    """Texts of words divided by spaces; `like` finds those of a rapidfuzz ratio of at least the cutoff.

    A text of n marks (both ends of each word) is compared with those that share one of its n / 2 + 1 rarest marks. So
    nothing is missed as long as half of the marks are as written: one slip in every word leaves that much.
    """

    def __init__(self):
        self.texts, self.holders = {}, defaultdict(list)

    def add(self, text):
        if text not in self.texts:
            self.texts[text] = len(self.texts)
            for mark in _marks(text):
                self.holders[mark].append(text)

    def like(self, text, cutoff):
        """[(text, ratio)] of those added, the likest first."""
        found = process.extract(text, self._near(text), scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
        return [(near, ratio) for near, ratio, _index in found]

    def _near(self, text):
        marks = sorted(_marks(text), key=lambda mark: (len(self.holders.get(mark, ())), mark))
        found = set()
        for mark in marks[: len(marks) // 2 + 1]:
            found.update(self.holders.get(mark, ()))
        return list(found)


def _marks(text):
    """{"<brid", ">idge", "of"}"""
    marks = set()
    for word in text.split():
        size = 3 if len(word) < LONG else 4
        marks |= {f"<{word[:size]}", f">{word[-size:]}"} if len(word) > WHOLE else {word}
    return marks

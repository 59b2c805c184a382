"""Which of very many texts may be much like one: those that share the beginnings and ends of its words."""

from functools import lru_cache

from pyroaring import BitMap
from rapidfuzz import fuzz, process

# Letters: words up to WHOLE count as they are; LONG ones by four letters at each end, others by three.
WHOLE, LONG = 4, 8
MOST_MARKS = 8  # that must be shared: more would cost more than they save
ENOUGH = 3  # of the rarest marks: two are often the ends of one word
_NOTHING = BitMap()


class Blocks:
    """Texts of words divided by spaces; `like` finds those of a rapidfuzz ratio of at least the cutoff.

    A text is compared with those that share half of its marks, which are both ends of each word (at most eight of
    them). One slip in every word leaves that much, so that nothing is missed which people would call alike. Whoever
    shares so many shares a few of the rarest, too: only those are counted, so that some that share less are compared.
    """

    def __init__(self):
        self.texts = []
        self.holders = {}  # {mark: the index of the one text that has it, or a BitMap of several}

    def add(self, text):
        """Add a text that is not there yet."""
        for mark in _marks(text):
            self._hold(mark, len(self.texts))
        self.texts.append(text)

    def _hold(self, mark, index):
        held = self.holders.setdefault(mark, index)
        if isinstance(held, BitMap):
            held.add(index)
        elif held != index:
            self.holders[mark] = BitMap([held, index])

    def _held(self, mark):
        held = self.holders.get(mark, _NOTHING)
        return held if isinstance(held, BitMap) else BitMap([held])

    def like(self, text, cutoff):
        """[(text, ratio)] of those added, the likest first."""
        found = process.extract(text, self._near(text), scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
        return [(near, ratio) for near, ratio, _index in found]

    def like_by_rarest(self, text, cutoff):
        """As `like`, much faster where very many share common words: the two rarest long words must be alike in both,
        but for a slip in each."""
        words = [_marks(word) for word in text.split() if len(word) > WHOLE]
        if not words:
            return self.like(text, cutoff)
        bearers = [BitMap.union(*(self._held(mark) for mark in marks)) for marks in words]
        near = BitMap.intersection(*sorted(bearers, key=len)[:2])
        found = process.extract(
            text, [self.texts[index] for index in near], scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
        return [(near, ratio) for near, ratio, _index in found]

    def _near(self, text):
        marks = sorted((self._held(mark) for mark in _marks(text)), key=len)
        wanted = min(max(len(marks) // 2, 1), MOST_MARKS)
        enough = min(wanted, ENOUGH)
        marks, wanted = marks[: len(marks) - wanted + enough], enough
        sharing = [BitMap() for _ in range(wanted)]  # sharing[n]: those with more than n of the marks, if they can
        for left, held in zip(range(len(marks) - 1, -1, -1), marks, strict=True):  # still come to as many as wanted
            for index in range(wanted - 1, max(wanted - 1 - left, 1) - 1, -1):
                sharing[index] |= sharing[index - 1] & held
            if left >= wanted - 1:
                sharing[0] |= held
        return [self.texts[index] for index in sharing[-1]]


@lru_cache(maxsize=2000)  # most texts are looked for and then added
def _marks(text):
    """{"<brid", ">idge", "of"}"""
    marks = set()
    for word in text.split():
        size = 3 if len(word) < LONG else 4
        marks |= {f"<{word[:size]}", f">{word[-size:]}"} if len(word) > WHOLE else {word}
    return marks

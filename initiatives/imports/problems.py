"""What is wrong with a file or a row, said to the person who can mend it."""

from dataclasses import asdict, dataclass

ERROR, WARNING = "error", "warning"
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Problem:
    """`line`: of the file, counted from 1, where the row begins; `column`: as in the contract, "" for the whole row."""

    line: int
    column: str
    value: str
    message: str
    level: str = ERROR

    @property
    def is_error(self):
        return self.level == ERROR

    def as_dict(self):
        value = self.value if len(self.value) <= LONGEST_VALUE else self.value[: LONGEST_VALUE - 1] + "…"
        return asdict(self) | {"value": value, "message": str(self.message)}


class Bad(Exception):
    """A value that can't be taken as it is; its text is a sentence for the editor."""

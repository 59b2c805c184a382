import pytest

from tests.guards.fuzzing import Asker

ASKER = Asker()


@pytest.fixture
def asker():
    return ASKER


def pytest_terminal_summary(terminalreporter):
    if ASKER.count:
        terminalreporter.write_line(f"{ASKER.count} odd requests asked of every page, file and list of the admin")

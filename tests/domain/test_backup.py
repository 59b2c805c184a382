"""One file holds everything, comes back as it was, and is refused when damaged."""

import gzip

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from initiatives.domain import backup, documents, roles
from initiatives.domain.facets import Criteria, select
from initiatives.models import Change, Initiative, User
from tests.domain import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(tmp_path):
    """A directory with one profile and one editor, kept in a file; (path, key of the profile)."""
    roles.ensure()
    organisation = made.organisation("Дім миру")
    key = made.initiative("Мости", partners=[{"organisation": organisation, "role": "lead"}], note='"\r\n\t\u2028')
    editor = User.objects.create_user("editor", password="a long enough password")
    editor.groups.add(Group.objects.get(name="Editors"))
    backup.write(path := tmp_path / "peacemap.backup")
    return path, key


def everything(key):
    rows = {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in backup._models()}
    return rows, documents.read_one("initiative", key)


def test_it_comes_back_as_it_was(kept):
    path, key = kept
    before = everything(key)
    Initiative.objects.update(note="changed")
    Change.objects.all().delete()
    User.objects.all().delete()
    Group.objects.all().delete()
    made.initiative("Made later")
    backup.restore(path)
    assert everything(key) == before
    assert list(select(Criteria(text="мости")).ids) == [Initiative.objects.get().pk]
    assert User.objects.get().has_perm("initiatives.change_initiative")
    made.initiative("New keys do not clash with the restored ones")


def test_only_its_owner_may_read_it(kept):
    assert kept[0].stat().st_mode & 0o777 == 0o600


def cut_off(data):
    return data[: len(data) // 2]


def one_byte_changed(data):
    return data[:100] + bytes([data[100] ^ 1]) + data[101:]


def one_row_missing(data):
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:3] + lines[4:]))


def nothing(data):
    return b""


def another_version(data):
    return gzip.compress(gzip.decompress(data).replace(b"0001_initial", b"0009_later", 1))


@pytest.mark.parametrize("damage", [cut_off, one_byte_changed, one_row_missing, nothing, another_version])
def test_a_damaged_file_is_refused_and_nothing_is_lost(kept, damage):
    path, key = kept
    path.write_bytes(damage(path.read_bytes()))
    before = everything(key)
    with pytest.raises(CommandError):
        call_command("restore", path)
    assert everything(key) == before


def test_restoring_keeps_what_was_there(kept, settings, tmp_path, capsys):
    path, key = kept
    settings.PRIVATE_DIR = tmp_path
    Initiative.objects.update(note="newer work")
    call_command("restore", path)
    saved = next(tmp_path.glob("before-restore-*"))
    backup.restore(saved)
    assert documents.read_one("initiative", key)["note"] == "newer work"

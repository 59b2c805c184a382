"""What forms refuse before the database is asked."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from initiatives.models import Citation, Contact
from initiatives.models.source import is_path


@pytest.mark.parametrize("path", ["start date", "nonsense", "activities", "start_date.x", "partners.", ""])
def test_what_names_no_fact_is_no_path(path):
    assert not is_path(path)


def test_all_paths_of_the_source_profiles_name_facts():
    rows = json.loads((Path(settings.FIXTURE_DIRS[0]) / "profiles.json").read_text())
    paths = {row["fields"]["field"] for row in rows if row["model"] == "initiatives.citation"}
    assert paths and all(map(is_path, paths))


def test_a_citation_says_which_path_is_wrong():
    with pytest.raises(ValidationError, match="start date"):
        Citation(field="start date").clean()


@pytest.mark.parametrize(("kind", "value"), [("email", "notanemail"), ("form", "javascript:alert(1)"), ("form", "x")])
def test_a_contact_that_reaches_nobody_is_refused(kind, value):
    with pytest.raises(ValidationError):
        Contact(kind=kind, value=value).clean()

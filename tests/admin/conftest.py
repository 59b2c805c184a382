import pytest

from tests.admin.builders import make_initiative, make_user


@pytest.fixture
def initiative(db):
    return make_initiative(start_date="2018")


@pytest.fixture
def editor(db):
    return make_user("olena", group="Editors")


@pytest.fixture
def reviewer(db):
    return make_user("agim", group="Reviewers")


@pytest.fixture
def chief(db):
    return make_user("aida", is_superuser=True)


@pytest.fixture
def as_(client, db):
    def logged_in(user):
        client.force_login(user)
        return client

    return logged_in

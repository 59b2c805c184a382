"""Which language is shown to whom, what a language tag looks like, and how languages are called."""

import pytest
from django.conf import settings
from django.utils.translation import override

from initiatives.vocabulary import (
    FALLBACKS,
    INTERFACE_LANGUAGES,
    LABEL_LANGUAGES,
    LANGUAGES,
    best,
    is_language_tag,
    language_name,
)


def test_the_interface_languages_are_the_same_everywhere():
    assert tuple(code for code, _own_name in INTERFACE_LANGUAGES) == LABEL_LANGUAGES == tuple(FALLBACKS)
    assert list(INTERFACE_LANGUAGES) == list(settings.LANGUAGES)
    assert [code for code in LABEL_LANGUAGES if code not in LANGUAGES] == []


@pytest.mark.parametrize(
    ("available", "wanted", "original", "shown"),
    [
        (["en", "uk", "ru"], "uk", "ru", "uk"),
        (["ru", "en"], "uk", "ru", "en"),
        (["ru"], "uk", "ru", "ru"),
        (["ru", "sq"], "uk", "sq", "sq"),
        (["ru", "sq"], "uk", "de", "sq"),
        (["en", "ru"], "ky", "en", "ru"),
        (["en", "sq"], "ky", "sq", "en"),
        (["ru", "sq"], "sr", "sq", "sq"),
        (["ru", "sq"], "en", "sq", "sq"),
        (["sq", "en"], "sr", "sq", "en"),
        (["sq", "sr-Latn"], "sr", "sq", "sr-Latn"),
        (["sr-Latn", "sr"], "sr", "sq", "sr"),
        (["en-GB"], "de-AT", "en-GB", "en-GB"),
        (["de", "en"], "de-AT", "en", "de"),
        ([], "uk", "ru", None),
    ],
)
def test_best_follows_the_fallbacks(available, wanted, original, shown):
    assert best(available, wanted, original) == shown


@pytest.mark.parametrize(
    "tag", ["en", "uk", "sr-Latn", "sr-Cyrl-ME", "zh-cmn-Hans-CN", "de-1996", "es-419", "ckb", "en-x-a"]
)
def test_language_tags(tag):
    assert is_language_tag(tag)


@pytest.mark.parametrize("text", ["", "e", "english", "en_GB", "en-", "-en", "en us", "en\n", "ук", "en-" + "a" * 40])
def test_what_is_no_language_tag(text):
    assert not is_language_tag(text)


def test_language_names_are_translated():
    assert (language_name("sq"), language_name("sr-Latn"), language_name("xx")) == ("Albanian", "Serbian (Latn)", "xx")
    with override("uk"):
        assert language_name("sq") == "албанська"
    with override("sr"):
        assert language_name("uk") == "украјински"

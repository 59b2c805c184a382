import pytest

from initiatives.imports import reading


def table(title, codec, *, said="", **columns):
    """The Table of one row in this encoding."""
    names, cells = ",".join(["title", *columns]), ",".join([f'"{title}"', *columns.values()])
    return reading.read(f"{names},countries\n{cells},UA\n".encode(codec), said)


def title(*arguments, **options):
    found = table(*arguments, **options)
    return found.rows[0].cells["title"] if found.rows else [problem.line for problem in found.problems]


UKRAINIAN = "Діалог заради миру в Україні, ґрунт і п’ять мостів"
RUSSIAN = "Общественный диалог, ещё раз об объединении"
SERBIAN = "Дијалог у Ђаковици, љубав, њиве, ћирилица и џез"
SERBIAN_LATIN = "Dijalog o pomirenju, Đakovica, Čačak, ćirilica i džez, žena"
POLISH = "Żółte łąki nad Śniardwami, gęś i źródło"
ALBANIAN = "Përmbledhje e çështjes: Pejë, Gjakovë dhe bashkësitë"
FRENCH = "Réconciliation à Genève, où l’être cher naît"
GERMAN = "Straße der Völkerverständigung, größere Brücken"


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN, SERBIAN, POLISH, ALBANIAN, "Сүйлөшүү 😀", "العربية"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_for_certain(text, codec):
    found = table(text, codec)
    name = "utf-16" if "16" in codec else "utf-8"
    assert (found.rows[0].cells["title"], found.problems, found.encoding, found.guessed) == (text, [], name, False)


def test_utf_16_with_the_other_mark():
    data = b"\xfe\xff" + f"title,countries\n{UKRAINIAN.replace(',', '')},UA\n".encode("utf-16-be")
    assert reading.read(data).rows[0].cells["title"] == UKRAINIAN.replace(",", "")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (UKRAINIAN, "cp1251"),
        (RUSSIAN, "cp1251"),
        (SERBIAN, "cp1251"),
        ("МІСТ", "cp1251"),
        (SERBIAN_LATIN, "cp1250"),
        ("Novi Sad, Vuković", "cp1250"),
        (POLISH, "cp1250"),
        ("Čeština, příliš žluťoučký kůň", "cp1250"),
        (ALBANIAN, "cp1250"),
        (ALBANIAN, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        ("Brasília, ação, não", "cp1252"),
        ("“Bridge” – a dialogue", "cp1252"),
    ],
)
def test_old_encodings_are_guessed_right_and_the_guess_is_told(text, codec):
    found = table(text, codec)
    assert (found.rows[0].cells["title"], found.guessed) == (text, True)
    (problem,) = found.problems
    assert (problem.line, problem.level, problem.value) == (2, "warning", found.encoding)
    assert all(sample in problem.message for sample in found.samples)


def test_three_rows_are_shown_of_a_guess():
    rows = "".join(f"Міст {number},UA\n" for number in range(5))
    found = reading.read(f"title,countries\n“Bridge”,UA\n{rows}".encode("cp1251"))
    assert found.samples == ("Міст 0,UA", "Міст 1,UA", "Міст 2,UA")


@pytest.mark.parametrize(("language", "letter"), [("pl", "ń"), ("sr", "ń"), ("es", "ñ"), ("pt", "ñ")])
def test_where_the_letters_fit_both_the_row_s_language_decides(language, letter):
    codec = "cp1250" if letter == "ń" else "cp1252"
    assert title(f"a{letter}a", codec, language=language) == f"a{letter}a"


@pytest.mark.parametrize("codec", ["koi8-r", "cp866", "iso8859-5", "shift-jis", "gbk", "cp1254"])
def test_other_encodings_are_never_read_as_if_they_were_ours(codec):
    text = {"shift-jis": "日本語テスト", "gbk": "中文测试", "cp1254": "İstanbul, Diyarbakır, Türkçe şey"}
    found = table(text.get(codec, RUSSIAN), codec)
    assert [(problem.line, problem.level) for problem in found.problems] == [(2, "error")]


@pytest.mark.parametrize("cut", [b"\xd0", b"\xff", b"\xe2\x82"])
def test_damaged_utf_8_is_named_by_line_and_not_guessed(cut):
    data = f"title,countries\n{UKRAINIAN},UA\nМіст ".encode() + cut + b",UA\n"
    (problem,) = reading.read(data.replace(UKRAINIAN.encode(), UKRAINIAN.replace(",", "").encode())).problems
    assert (problem.line, problem.level) == (3, "error")


@pytest.mark.parametrize(
    ("said", "codec"),
    [
        ("cp1251", "cp1251"),
        ("windows-1251", "cp1251"),
        ("CP1251", "cp1251"),
        ("1251", "cp1251"),
        ("utf8", "utf-8-sig"),
        ("UTF-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-be"),
        ("UTF-16LE", "utf-16-le"),
    ],
)
def test_what_is_said_is_believed(said, codec):
    found = table(UKRAINIAN, codec, said=said)
    assert (found.rows[0].cells["title"], found.problems, found.guessed) == (UKRAINIAN, [], False)


@pytest.mark.parametrize(
    ("said", "codec"), [("utf-8", "cp1251"), ("utf-16", "utf-8"), ("utf-8", "utf-16"), ("cp1250", "cp1251")]
)
def test_what_is_said_is_believed_strictly(said, codec):
    text = "Міст " + bytes([0x83 if codec == "cp1251" else 0x41]).decode("cp1251")
    found = table(text, codec, said=said)
    assert [problem.level for problem in found.problems] == ["error"]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("", True),
        ("cp1250", True),
        ("windows-1252", True),
        ("utf-16", True),
        ("koi8-r", False),
        ("x\0", False),
        ("é", False),
    ],
)
def test_known_encodings(name, known):
    assert reading.is_known_encoding(name) is known
    assert table("a", "utf-16" if name == "utf-16" else "ascii", said=name).is_refused is not known


def test_the_sign_of_a_lost_letter_is_told_by_line_and_column():
    (row,) = table("Mi\ufffdst", "utf-8").rows
    assert [(p.line, p.column, p.value, p.level) for p in row.problems] == [(2, "title", "Mi\ufffdst", "warning")]

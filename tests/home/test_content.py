"""The content files hold what the service promises: sourced, dated, the same in both."""

import re

import pytest

from cms.directory.models.organizations import PUBLIC_KINDS, Kind
from cms.directory.phones import check_phone
from cms.language_names import OWN_NAMES
from home.content_files import TRANSLATIONS, ContentFiles, is_text
from home.management.commands.load_content import FOLDER
from home.markdown import BLOCK

FILES = ContentFiles(FOLDER)
DATED = {item.key: item for item in [*FILES.pages, *FILES.organizations, *FILES.tasks]}
# They lead on or tell a made-up story; they state no facts.
WITHOUT_FACTS = {"start", "story"}
# What PTS keeps free of subscribers, for use in examples.
RESERVED_NUMBERS = re.compile(
    r"0980-?3192\d\d|070-?17406(?:0[5-9]|[1-9]\d)|031-?39006\d\d|040-?62804\d\d|08-?465004\d\d"
)
EXAMPLE_ADDRESS = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|org)$")


def ids(items):
    return [item.key for item in items]


def texts_by_language(data, path=""):
    """Return (path, texts by language) of everything that is written in several languages."""
    if is_text(data):
        yield path, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from texts_by_language(value, f"{path}.{name}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts_by_language(value, f"{path}.{number}")


def shape(text):
    """Return the shape of a Markdown text: blocks, headings, items and paragraphs, in order."""
    pieces = []
    for part in re.split(r"\n\s*\n", text.strip()):
        for line in part.strip().splitlines():
            start = re.match(r"(#+ |[-] |\d+\. |:::\w*)", line.strip())
            pieces.append(re.sub(r"\d+", "1", start[1].strip()) if start else "text")
    return [piece for piece, before in zip(pieces, [None, *pieces], strict=False)
            if piece != "text" or before != "text"]  # fmt: skip


def test_there_is_enough_to_read():
    assert len(FILES.pages) >= 30
    assert len(FILES.organizations) >= 50
    assert len(FILES.tasks) == 80
    places = [page for page in FILES.pages if page.data["type"] == "place"]
    assert len(places) >= 8


def test_keys_are_there_once():
    for items in (FILES.pages, FILES.organizations, FILES.tasks):
        assert len(ids(items)) == len(set(ids(items)))
        assert all(re.fullmatch(r"[a-z0-9_-]+", item.key) for item in items)


@pytest.mark.parametrize("item", FILES.pages, ids=ids(FILES.pages))
def test_a_page_has_the_same_shape_in_every_language(item):
    for text in item.texts.values():
        assert shape(text) == shape(item.body("sv"))
        assert blocks(text) == blocks(item.body("sv"))
        assert links(text) == links(item.body("sv"))


def blocks(text):
    """Return the blocks of a Markdown text, and which of them have a heading."""
    return [(match[1], bool(match[2])) for match in BLOCK.finditer(text)]


def links(text):
    """Return where the links of a Markdown text lead to, of those that are our own."""
    return re.findall(r"\]\(((?:page|task|org|step):[\w-]+)\)", text)


def lacking(data, languages):
    """Say which texts are not there, or not with as many parts, in some language."""
    for path, texts in texts_by_language(data):
        for code in languages:
            text, source = texts.get(code), texts["sv"]
            # Where nothing is said in Swedish, nothing is said in any language.
            if path.endswith(".slug") and text is None:
                continue
            if bool(text) != bool(source):
                yield f"{code}: {path}"
            elif isinstance(source, list) and len(text or []) != len(source):
                yield f"{code}: {path} has other parts"


@pytest.mark.parametrize("item", DATED.values(), ids=DATED)
def test_everything_is_written_whole_in_its_languages(item):
    languages = item.data.get("title") or item.data["name"]
    assert list(lacking(item.data, languages)) == []


def test_the_journey_is_written_in_every_language():
    assert len(list(texts_by_language(FILES.journey))) > 100
    assert list(lacking(FILES.journey, FILES.languages)) == []


@pytest.mark.parametrize("code", FILES.languages)
def test_a_plan_can_be_read_in_every_language(code):
    """A plan that is half Swedish helps nobody who does not read Swedish."""
    assert [item.key for item in FILES.tasks if code not in item.data["title"]] == []
    assert code in FILES.directory["title"]
    words = [word for kind in ("topics", "languages") for word in FILES.vocabulary[kind]]
    assert [word["key"] for word in words if code not in word] == []


@pytest.mark.parametrize("item", FILES.pages, ids=ids(FILES.pages))
def test_the_page_above_a_translated_page_is_translated(item):
    above = {page.key: page for page in FILES.pages}.get(item.parent)
    assert above is None or item.texts.keys() <= above.texts.keys()


@pytest.mark.parametrize("code", FILES.languages)
def test_core_pages_are_written_in_every_language(code):
    core = {"home", "new_in_sweden", "privacy", "accessibility", "contact_us"}
    assert core <= {page.key for page in FILES.pages if code in page.texts}


def test_every_language_is_one_that_the_service_knows():
    assert set(FILES.languages) <= OWN_NAMES.keys()


def test_every_translation_is_of_something():
    for folder in (FOLDER / TRANSLATIONS).iterdir():
        for file in folder.rglob("*.*"):
            name = file.relative_to(folder)
            source = name.with_name("sv.md") if name.suffix == ".md" else name
            assert (FOLDER / source).exists(), file


@pytest.mark.parametrize("item", DATED.values(), ids=DATED)
def test_facts_have_an_owner_sources_and_dates(item):
    if item.data.get("type") in WITHOUT_FACTS or item.data.get("example"):
        return
    data = item.data
    assert data["owner"] in ids(FILES.organizations)
    assert data["verified_on"] < data["verify_by"]
    states_facts = item in FILES.tasks or item in FILES.organizations or data.get("sources")
    assert not states_facts or data["sources"]


def test_every_source_is_known_and_used_in_its_place():
    for item in DATED.values():
        assert set(item.data.get("sources") or []) <= set(FILES.sources), item.key


def test_sources_are_web_pages():
    for key, source in FILES.sources.items():
        assert source["publisher"], key
        assert re.match(r"https?://[\w.-]+/?", source["url"]), key


def contact_points():
    for item in FILES.organizations:
        for point in item.data["contact_points"]:
            yield item, point


def test_phone_numbers_can_be_dialled():
    for item, point in contact_points():
        check_phone(str(point.get("phone") or "")), item.key


def test_examples_have_numbers_and_addresses_that_nobody_has():
    for item, point in contact_points():
        if item.data.get("example"):
            phone = str(point.get("phone") or "").replace(" ", "")
            assert not phone or RESERVED_NUMBERS.fullmatch(phone), item.key
            assert not point.get("email") or EXAMPLE_ADDRESS.search(point["email"]), item.key
            assert re.match(r"https://example\.(com|org)/", item.data["website"]), item.key


def test_no_real_persons_address_is_in_the_files():
    for _item, point in contact_points():
        if email := point.get("email"):
            assert EXAMPLE_ADDRESS.search(email)
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", "".join(
        file.read_text() for file in FOLDER.rglob("*") if file.suffix in {".yaml", ".md"}
    ))  # fmt: skip
    assert [found for found in addresses if not EXAMPLE_ADDRESS.search(found)] == []


def test_every_example_says_so():
    for item in FILES.organizations:
        if item.key.startswith("example"):
            assert item.data["example"] is True, item.key
        if item.data.get("example"):
            assert "exempel" in f"{item.data['name']['sv']} {item.data['slug']['sv']}".lower()
            assert "example" in f"{item.data['name']['en']} {item.data['slug']['en']}".lower()


def test_there_are_examples_of_every_kind_of_partner():
    kinds = [item.data["kind"] for item in FILES.organizations if item.data.get("example")]
    assert len(kinds) >= 15
    assert set(kinds) == set(Kind.values) - PUBLIC_KINDS


def test_nobody_made_up_answers_for_a_task():
    made_up = {item.key for item in FILES.organizations if item.data.get("example")}
    assert [item.key for item in FILES.tasks if item.data["responsible"] in made_up] == []


def test_what_is_not_an_example_is_not_called_one():
    for item in FILES.organizations:
        if not item.data.get("example"):
            assert "example." not in str(item.data.get("website"))


@pytest.mark.parametrize("item", FILES.tasks, ids=ids(FILES.tasks))
def test_a_task_says_all_that_a_mover_needs(item):
    data = item.data
    assert 2 <= len(data["steps"]["sv"]) <= 6
    assert len(data["lead"]["sv"]) <= 220
    assert "bring" in data
    assert data["links"]
    assert data["contacts"]
    assert "too_late" in data or not data["timing"]["law"]
    assert {data["responsible"], *data["contacts"]} <= set(ids(FILES.organizations))


MARKDOWN = re.compile(r"\]\(|\*\*|^#|:::", re.MULTILINE)
# The fields of the YAML files that take Markdown.
IN_MARKDOWN = re.compile(r"\.(?:steps|good_to_know|description)(?:\.|$)")


@pytest.mark.parametrize("item", DATED.values(), ids=DATED)
def test_no_markdown_stands_where_readers_would_see_its_signs(item):
    plain = [
        text
        for path, texts in texts_by_language(item.data)
        if not IN_MARKDOWN.search(path)
        for each in texts.values()
        for text in (each if isinstance(each, list) else [each])
    ]
    for code in item.texts:
        for block in BLOCK.finditer(item.body(code)):
            plain += [block[2], *([block[3]] if block[1] in {"facts", "quote"} else [])]
    assert [text for text in plain if MARKDOWN.search(text)] == []


QUESTIONS = {
    question["key"]: question
    for phase in FILES.journey["phases"]
    for step in phase["steps"]
    for question in step.get("questions", [])
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_says_why_it_is_asked(question):
    assert question["why"]["sv"]
    assert question["why"]["en"]


REASONS = [
    option["reason"]
    for question in QUESTIONS.values()
    for option in question.get("options", [])
    if option.get("reason")
]


@pytest.mark.parametrize("reason", REASONS, ids=[reason["en"] for reason in REASONS])
def test_a_reason_completes_the_sentence_of_the_plan(reason):
    """“Därför att …” and “Because …”: whole clauses that may stand in a row."""
    assert re.match(r"(du|ni|någon|elen|en av)\b", reason["sv"])
    assert re.match(r"(you|your|someone|electricity|one of)\b", reason["en"])
    assert not any(text.endswith((".", ",")) for text in reason.values())

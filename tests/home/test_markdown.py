"""The Markdown of the content files becomes the blocks of a page."""

import pytest

from cms import fingerprints
from home import markdown
from home.markdown import WrongContent, body, rich_text

IDS = {("page", "rent"): 7, ("org", "pitebo"): 8, ("task", "gone"): 0}


def find(kind, key):
    return IDS[kind, key]


def kinds(text):
    return [block["type"] for block in body("here", text, find)]


def only(text):
    (block,) = body("here", text, find)
    return block["value"]


def test_text_and_blocks_follow_each_other_in_order():
    text = "Ett.\n\n:::facts Kort\n- A: 1\n:::\n\nTvå.\n\n:::contacts pitebo\n:::\n"
    assert kinds(text) == ["text", "facts", "text", "pages"]


def test_text_keeps_what_the_design_has_a_look_for():
    html = "<h2>A</h2><p>b <b>c</b></p><ul><li>d</li></ul>"
    assert rich_text("## A\n\nb **c**\n\n- d", find) == html


def test_links_to_our_own_pages_are_kept_by_id():
    assert rich_text("[a](page:rent)", find) == '<p><a linktype="page" id="7">a</a></p>'


def test_html_in_a_file_is_shown_as_text():
    assert "<script>" not in rich_text("a <script>alert(1)</script>", find)


def test_facts_are_split_at_the_first_colon():
    rows = only(":::facts Kort\n- Öppet: 8:00\n:::")["rows"]
    assert rows[0]["value"] == {"label": "Öppet", "value": "8:00"}


def test_steps_notes_and_quotations_keep_their_headings():
    assert only(":::steps Gör så\n1. **Ring** oss\n:::")["heading"] == "Gör så"
    assert only(":::note Bra\nText.\n:::")["text"] == "<p>Text.</p>"
    assert only(":::quote Ida, påhittad\nVi trivs.\n:::") == {
        "who": "Ida, påhittad",
        "text": "Vi trivs.",
    }


def test_a_scene_is_named_by_its_key():
    assert only(":::scene kick_sled\n:::")["scene"] == "kick_sled"


def test_a_scene_that_there_is_no_drawing_for_is_refused():
    with pytest.raises(WrongContent, match="palms"):
        body("here", ":::scene palms\n:::", find)


def test_a_page_that_an_editor_deleted_gets_no_card():
    assert only(":::tasks gone\n:::")["pages"] == []


def test_an_unknown_block_is_refused():
    with pytest.raises(WrongContent, match="carousel"):
        body("here", ":::carousel\n:::", find)


def test_an_unknown_page_is_refused():
    with pytest.raises(KeyError):
        rich_text("[a](page:nonesuch)", find)


def test_blocks_have_the_same_ids_in_both_languages():
    ours, theirs = (body("here", text, find) for text in ("Hej.", "Hello."))
    assert ours[0]["id"] == theirs[0]["id"] == markdown.stable_id("here", 0)


RESULTS = """:::results
- checked_on: 2026-11-27
- tools: axe-core 4.11.1, Nu Html Checker 26.01.03
- languages: sv, en
- pages: 3
- views: 12
:::
"""


def test_results_of_the_tests_are_written_as_the_command_writes_them():
    value = only(RESULTS)
    assert [item["value"] for item in value["tools"]] == [
        "axe-core 4.11.1",
        "Nu Html Checker 26.01.03",
    ]
    assert (value["pages"], value["views"], value["findings"]) == (3, 12, [])
    plain = {
        **value,
        "tools": ["axe-core 4.11.1", "Nu Html Checker 26.01.03"],
        "languages": ["sv", "en"],
    }
    assert value["checksum"] == fingerprints.checksum(plain)
    assert only(":::results\n:::\n") == {}

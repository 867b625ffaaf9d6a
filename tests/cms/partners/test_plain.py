"""Longer texts as anybody types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.partners.plain import to_plain, to_rich

WAYS = [
    ("", ""),
    ("Vi övar.", "<p>Vi övar.</p>"),
    ("Vi övar.\n\nKom!", "<p>Vi övar.</p><p>Kom!</p>"),
    ("Vi övar\noch fikar.", "<p>Vi övar<br/>och fikar.</p>"),
    ("- Alt\n- Bas", "<ul><li>Alt</li><li>Bas</li></ul>"),
    ("Två stämmor:\n\n- Alt\n- Bas\n\nKom!",
     "<p>Två stämmor:</p><ul><li>Alt</li><li>Bas</li></ul><p>Kom!</p>"),
    ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "html"), WAYS)
def test_what_is_typed_becomes_rich_text_and_back(typed, html):
    assert to_rich(typed) == html
    assert to_plain(html) == typed


@pytest.mark.parametrize(
    "html",
    ["<h2>Om oss</h2>", '<p>Se <a href="https://example.com">här</a></p>', "<p><b>Nu</b></p>"],
)
def test_what_plain_text_cannot_say_is_left_alone(html):
    assert to_plain(html) is None


def test_a_list_right_after_a_line_becomes_a_list():
    assert to_rich("Vi har:\n- Alt") == "<p>Vi har:</p><ul><li>Alt</li></ul>"


@given(st.text(alphabet="ab-<& \n\t\"'å", max_size=60))
def test_anything_typed_is_safe_and_stays_the_same_once_it_was_read(text):
    html = to_rich(text)
    plain = to_plain(html)
    assert plain is not None
    assert to_rich(plain) == html

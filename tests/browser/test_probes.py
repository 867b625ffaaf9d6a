"""The measures notice what they are for, and leave alone what is right."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PROBES = Path(__file__).with_name("probes.js")
STYLE = (
    "<!doctype html><meta charset=utf-8><style>body { margin: 8px; font: 16px sans-serif }</style>"
)


@pytest.fixture
def asked(open_context):
    """Return what a measure says of a piece of HTML."""

    def ask(name, html, width=390, **media):
        tab = open_context(width).new_page()
        tab.emulate_media(**media)
        tab.set_content(STYLE + html)
        tab.evaluate(PROBES.read_text())
        return tab.evaluate(f"probes.{name}()")

    return ask


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        (
            "sideways",
            "<p style='inline-size: 500px'>Wide</p>",
            "<p style='inline-size: 300px'>Narrow</p>",
        ),
        ("small", "<a href=/>12</a>", "<p>Read <a href=/>this</a> first.</p>"),
        (
            "small",
            "<button class=button style='block-size: 30px; inline-size: 60px'>Go</button>",
            "<button class=button style='block-size: 44px; inline-size: 60px'>Go</button>",
        ),
        (
            "cut",
            "<p style='block-size: 10px; overflow: hidden'>Cut off</p>",
            "<p style='overflow: hidden'>Whole</p>",
        ),
        (
            "cut",
            "<p class=tag style='inline-size: 20px; background: #eee'>Krångligt</p>",
            "<p class=tag style='background: #eee'>Ord</p>",
        ),
        ("unbordered", "<button style='border: 0'>Send</button>", "<button>Send</button>"),
        ("moving", "<a href=/ style='transition: color 1s'>Go</a>", "<a href=/>Go</a>"),
    ],
)
def test_a_fault_is_noticed(asked, name, wrong, right):
    assert asked(name, wrong)
    assert asked(name, right) == []


COVER = "<div style='position: fixed; inset: 0; background: #fff'></div>"


@pytest.mark.parametrize(
    ("html", "ringed", "seen"),
    [
        ("<a href=/>Go</a>", True, True),
        ("<a href=/ style='outline: 0'>Go</a>", False, True),
        (f"<a href=/>Go</a>{COVER}", True, False),
    ],
)
def test_a_lost_focus_is_noticed(open_context, html, ringed, seen):
    tab = open_context().new_page()
    tab.set_content(f"{STYLE}<style>:focus {{ outline: 3px solid }}</style>{html}")
    tab.evaluate(PROBES.read_text())
    tab.keyboard.press("Tab")
    found = tab.evaluate("probes.focus()")
    assert (found["ringed"], found["seen"]) == (ringed, seen)
    assert tab.evaluate("probes.reachable()") == 1

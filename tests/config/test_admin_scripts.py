"""Only the inline scripts that Wagtail itself writes are let through, by their hash."""

import pytest

from config.admin_scripts import hashes

OURS = [
    b'<script>initDateChooser("id_date", {"dayOfWeekStart": 1});</script>',
    b'<script>new PageChooser("id_page", {"modelNames": ["wagtailcore.page"]});</script>',
]
SMUGGLED = [
    b"<script>alert(1)</script>",
    b'<script>initDateChooser("a", {}); alert(1);</script>',
    b'<script>initDateChooser("a", {"x": alert(1)});</script>',
    b'<script>initDateChooser("a"); fetch("//evil.example")</script>',
    b'<script>new PageChooser("a", {});alert(1)//</script>',
    b'<script src="https://evil.example/x.js"></script>',
    b'<SCRIPT>initDateChooser("a", {});</SCRIPT>',
]


@pytest.mark.parametrize("html", OURS)
def test_wagtails_own_scripts_are_known(html):
    (source,) = hashes(b"<p>" + html + b"</p>")
    assert source.startswith("'sha256-")


@pytest.mark.parametrize("html", SMUGGLED)
def test_other_scripts_are_not(html):
    assert hashes(html) == []


def test_the_same_script_is_named_once():
    assert len(hashes(OURS[0] * 3)) == 1

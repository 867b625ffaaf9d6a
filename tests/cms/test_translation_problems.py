"""A translation keeps what the program fills in, and the marks of the page."""

import polib
import pytest

from cms.translation_problems import problems


def said(source, text, **plural):
    entry = polib.POEntry(msgid=source, msgstr=text, **plural)
    return [str(problem) for problem in problems(entry, forms=2)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Saved %(time)s", "Tallennettu %(time)s"),
        ("Because {reasons}.", "Koska {reasons}."),
        ("Ring <b>112</b>", "Soita <b>112</b>"),
        ("Half of it", "50 % siitä"),
        ("%(done)s of %(total)s", "%(total)s, %(done)s (100 %%)"),
    ],
)
def test_a_sound_translation(source, text):
    assert said(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "problem"),
    [
        ("Saved %(time)s", "Tallennettu", "%(time)s is missing."),
        ("Saved %(time)s", "Tallennettu %(aika)s", "%(aika)s is not in the original."),
        ("Because {reasons}.", "Koska {syy}.", "{reasons} is missing."),
        ("Help", "<script>alert(1)</script>", "The marks in angle brackets differ"),
        ("Help", "<img src=x onerror=alert(1) ", "The marks in angle brackets differ"),
        ('<a href="tel:112">112</a>', '<a href="//evil">112</a>', "The marks in angle brackets"),
        ("%(done)s done", "%(done)s, 100 % valmis", "A per cent sign must be written twice, %%."),
    ],
)
def test_a_translation_that_would_break_the_page(source, text, problem):
    assert any(found.startswith(problem) for found in said(source, text))


def in_forms(*texts):
    return {"msgid_plural": "%(number)s hits", "msgstr_plural": dict(enumerate(texts))}


def test_the_form_for_one_may_leave_out_the_number():
    assert said("One hit", "", **in_forms("Yksi osuma", "%(number)s osumaa")) == []


@pytest.mark.parametrize("texts", [["%(number)s osumaa"], ["a", "b", "c"]])
def test_every_form_of_number_is_there(texts):
    assert said("One hit", "", **in_forms(*texts)) == ["There must be 2 forms of number."]


def test_no_form_holds_what_the_original_does_not():
    found = said("One hit", "", **in_forms("Yksi", "%(numero)s osumaa"))
    assert found == ["%(numero)s is not in the original."]

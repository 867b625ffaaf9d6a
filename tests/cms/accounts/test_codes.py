"""The code: six digits, however they are typed, known to nobody but the mail."""

import pytest

from cms.accounts.codes import digits


@pytest.mark.parametrize(
    "typed",
    [
        "456123",
        " 456 123 ",
        "456-123",
        "٤٥٦١٢٣",
        "۴۵۶۱۲۳",
        "４５６１２３",
        "456\u00a0123",
        "456–123.",
    ],
)
def test_digits_are_read_in_any_script_and_with_anything_between(typed):
    assert digits(typed) == "456123"


@pytest.mark.parametrize(("typed", "read"), [("", ""), ("abc", ""), ("½²", ""), ("1 2", "12")])
def test_what_is_no_digit_is_left_out(typed, read):
    assert digits(typed) == read

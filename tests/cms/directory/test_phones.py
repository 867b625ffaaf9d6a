"""Phone numbers as people in Sweden write them."""

import pytest
from django.core.exceptions import ValidationError

from cms.directory.blocks import PhoneBlock
from cms.directory.phones import check_phone, dialable

NUMBERS = ["0911-69 60 00", "+46 911 69 60 00", "0911-696000", "070-174 06 05", "00 46 911 696000"]
SHORT = ["112", "1177", "114 14", "113 13", "11313"]


@pytest.mark.parametrize("number", ["", *NUMBERS, *SHORT])
def test_numbers_are_accepted_as_they_are_written(number):
    check_phone(number)


@pytest.mark.parametrize("number", ["ring oss", "12", "0911", "999", "+46", "javascript:alert(1)"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match=r".+"):
        check_phone(number)


def test_the_editor_is_told_what_a_number_looks_like():
    with pytest.raises(ValidationError, match="ring oss"):
        PhoneBlock(required=False).clean("ring oss")


@pytest.mark.parametrize("number", NUMBERS[:3])
def test_a_phone_dials_the_number_with_its_country(number):
    assert dialable(number) == "+46911696000"


@pytest.mark.parametrize("number", SHORT)
def test_a_short_number_is_dialled_as_it_is(number):
    assert dialable(number) == number.replace(" ", "")

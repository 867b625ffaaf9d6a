"""Organisation numbers are told from mistyped ones and from personal numbers."""

import pytest

from cms.partners.organization_numbers import is_organization_number


@pytest.mark.parametrize("number", ["9920000008", "2120002759"])
def test_a_number_that_checks_is_taken(number):
    assert is_organization_number(number)


@pytest.mark.parametrize(
    "number", ["", "9920000009", "992000000", "99200000080", "99200000a8", "8507099805"]
)
def test_anything_else_is_not(number):
    assert not is_organization_number(number)

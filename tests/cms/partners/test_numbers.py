"""Small numbers are hidden."""

import pytest

from cms.partners.numbers import Number


@pytest.mark.parametrize(
    ("counted", "is_hidden"), [(0, False), (1, True), (4, True), (5, False), (500, False)]
)
def test_less_than_five_could_be_somebody(counted, is_hidden):
    assert Number("Sparat", counted).is_hidden is is_hidden


def test_what_is_not_about_people_is_told():
    assert not Number("Uppgifter", 1, is_about_people=False).is_hidden

"""What looks like a personnummer, and what does not."""

import pytest

from cms.personal_numbers import has_personal_number


@pytest.mark.parametrize(
    "text",
    [
        "850229-1234",
        "Jag heter Kim, 19850101-1234.",
        "8501011234",
        "198501011234",
        "850101 1234",
        "850101+1234",
        "samordningsnummer 850161-1234",
        "٨٥٠١٠١-١٢٣٤",
    ],
)
def test_a_personnummer_is_noticed_however_it_is_written(text):
    assert has_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring 0911-69 60 00",
        "+46 911 69 60 00",
        "2026-11-23",
        "851301-1234",
        "850132-1234",
        "Organisationsnummer 212000-2759",
        "1234567890123456",
        "Det kostar 1 500 kronor",
    ],
)
def test_other_numbers_are_left_in_peace(text):
    assert not has_personal_number(text)

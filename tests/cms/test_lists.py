"""Things are listed the way the reader's language does it."""

import pytest
from django.utils.translation import override

from cms.lists import comma, listed


@pytest.mark.parametrize(("language", "mark"), [("sv", ", "), ("en", ", "), ("ar", "، ")])
def test_every_language_has_its_own_mark_between_the_items(language, mark):
    with override(language):
        assert comma() == mark


def test_items_are_listed_one_after_another():
    with override("en"):
        assert listed(["a", "b", 3]) == "a, b, 3"
        assert listed([]) == ""

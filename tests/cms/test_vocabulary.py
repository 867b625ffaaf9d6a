"""Words of the vocabulary in the reader's language."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.models import Term
from cms.vocabulary import vocabulary

pytestmark = pytest.mark.django_db


def test_a_word_has_a_name_in_every_language():
    assert vocabulary("sv").name("topic", "housing") == "Bostad"
    assert vocabulary("en").name("topic", "housing") == "Housing"


def test_an_untranslated_word_keeps_its_swedish_name():
    swedish = Locale.objects.get(language_code="sv")
    Term.objects.create(kind="topic", key="sauna", name="Bastu", locale=swedish)
    from cms.vocabulary import Vocabulary

    assert Vocabulary("en").name("topic", "sauna") == "Bastu"


def test_an_unknown_word_is_shown_by_its_key():
    assert vocabulary("sv").name("topic", "nonesuch") == "nonesuch"


def test_names_come_in_the_order_of_the_vocabulary():
    terms = Term.objects.filter(kind="language", locale__language_code="sv", key__in=["en", "sv"])
    assert vocabulary("en").names(term.pk for term in terms) == ["Swedish", "English"]


def test_a_key_is_there_once_in_a_language():
    double = Term(kind="topic", key="housing", name="Hem")
    double.locale = Locale.objects.get(language_code="sv")
    with pytest.raises(ValidationError):
        double.full_clean()

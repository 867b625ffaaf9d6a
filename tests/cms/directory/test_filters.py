"""The directory can be narrowed by kind, topic, area, language and words."""

import pytest
from django.http import QueryDict

from cms.directory.filters import Wanted, filters, find, number_found
from cms.directory.kinds import Kind
from cms.directory.models import OrganizationPage
from cms.vocabulary import vocabulary
from tests import loaded
from tests.factories.pages import OrganizationFactory

pytestmark = pytest.mark.django_db


def names(code="sv", **wanted):
    return [page.title for page in find(Wanted(**wanted), code)]


def shown(code="sv", **wanted):
    """Return the filters by name, each with its choices by key."""
    every = filters(Wanted(**wanted), code, vocabulary(code))
    return {each.name: {choice.key: choice for choice in each.choices} for each in every}


def test_without_a_wish_everybody_is_listed_by_name():
    assert len(names()) == OrganizationPage.objects.filter(locale__language_code="sv").count()
    assert names()[0] < names()[-1]


def test_the_list_is_in_one_language():
    assert {page.locale.language_code for page in find(Wanted(), "en")} == {"en"}


@pytest.mark.parametrize("kind", Kind.values)
def test_organisations_can_be_found_by_kind(kind):
    assert {page.kind for page in find(Wanted(kind=kind), "sv")} == {kind}


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", ["kind", "topic", "area", "language"])
def test_every_choice_finds_as_many_as_it_says(name, code):
    for key, choice in shown(code)[name].items():
        assert len(names(code, **{name: key})) == choice.count > 0


def test_counts_hold_under_the_other_choices():
    for key, choice in shown(topic="housing", area="ojebyn")["kind"].items():
        assert len(names(topic="housing", area="ojebyn", kind=key)) == choice.count
    for key, choice in shown(kind="association")["area"].items():
        assert len(names(kind="association", area=key)) == choice.count


def test_those_who_work_everywhere_work_in_each_area():
    everywhere = names(area="whole_municipality")
    assert set(everywhere) <= set(names(area="ojebyn"))


def test_nobody_is_listed_twice():
    found = names(area="ojebyn")
    assert len(found) == len(set(found))


@pytest.mark.parametrize("wish", [{}, {"kind": "association"}, {"kind": "xyz"}, {"area": "ojebyn"}])
def test_the_number_found_is_told_by_the_kinds(wish):
    wanted = Wanted(**wish)
    every = filters(wanted, "sv", vocabulary("sv"))
    assert number_found(wanted, every) == len(find(wanted, "sv"))


def test_choosing_keeps_the_other_choices():
    choice = shown(topic="housing", q="hyra")["kind"]["municipal_company"]
    assert QueryDict(choice.link[1:]).dict() == {
        "kind": "municipal_company",
        "topic": "housing",
        "q": "hyra",
    }


def test_choosing_again_lets_go():
    choice = shown(kind="association", topic="housing")["kind"]["association"]
    assert choice.chosen
    assert choice.link == "?topic=housing"


@pytest.mark.parametrize("word", ["öjebyn", "ojebyn", "ÖJEBYN", "Öjeb"])
def test_words_are_found_however_they_are_written(word):
    page = OrganizationFactory(
        parent=loaded.page("directory:directory"), title="Öjebyns byaförening"
    )
    assert page.title in names(q=word)


def test_words_are_found_in_what_an_organisation_helps_with():
    assert "AB PiteBo" in names(q="hyra lägenhet")


def test_a_key_with_a_hyphen_is_a_key():
    assert Wanted.parse(QueryDict("topic=mid-sweden")).topic == "mid-sweden"


@pytest.mark.parametrize("value", ["", "a b", "'; --", "\0", "x" * 61, "../..", "é\u202e", '"'])
def test_what_cannot_be_a_key_is_no_wish(value):
    query = QueryDict(mutable=True)
    query["kind"] = value
    assert Wanted.parse(query).is_anything

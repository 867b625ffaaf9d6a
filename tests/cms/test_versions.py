"""What the process keeps is thrown away when published content changes, and only then."""

import pytest

from cms.versions import content_version, kept
from tests import loaded
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted():
    """A kept function that counts how often it is called."""
    calls = []

    @kept(size=2)
    def square(number: int) -> int:
        calls.append(number)
        return number * number

    square.calls = calls
    return square


def test_a_kept_result_is_made_once(counted):
    assert [counted(2), counted(2), counted(3)] == [4, 4, 9]
    assert counted.calls == [2, 3]


CHANGES = {
    "publishing": lambda page: publish(page),
    "unpublishing": lambda page: page.unpublish(),
    "moving": lambda page: page.move(loaded.page("page:home"), pos="last-child"),
    "hiding": lambda page: loaded.hide(page),
    "deleting": lambda page: page.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_content_makes_it_again(counted, change):
    page = ArticleFactory(parent=loaded.page("page:housing"))
    counted(2)
    change(page)
    counted(2)
    assert counted.calls == [2, 2]


def test_a_changed_word_of_the_vocabulary_makes_it_again(counted, admin_client):
    term = loaded.page("page:rent").unit
    counted(2)
    data = {"name": "Nytt namn", "kind": term.kind, "key": term.key, "order": 1}
    admin_client.post(f"/admin/snippets/cms/term/edit/{term.pk}/", data)
    term.refresh_from_db()
    assert term.name == "Nytt namn"
    counted(2)
    assert counted.calls == [2, 2]


def test_the_version_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        content_version()

"""Which addresses published pages lead to."""

import pytest

from cms import outgoing
from cms.models import OutgoingLink
from cms.outgoing import addresses_of
from tests import loaded
from tests.factories.pages import ArticleFactory, publish

pytestmark = pytest.mark.django_db


def text(html):
    return [{"type": "text", "value": html}]


def kept_of(page):
    return set(OutgoingLink.objects.filter(pages=page).values_list("address", flat=True))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p><a href="https://www.pitea.se/a">a</a></p>', {"https://www.pitea.se/a"}),
        (
            '<p><a href="https://www.pitea.se/?a=1&amp;b=2">a</a></p>',
            {"https://www.pitea.se/?a=1&b=2"},
        ),
        ('<p><a href="HTTP://www.pitea.se/#mitten">a</a></p>', {"http://www.pitea.se/"}),
        ('<p><a href="mailto:nagon@example.com">a</a></p>', set()),
        ('<p><a href="tel:+46701740605">a</a></p>', set()),
        ('<p><a linktype="page" id="3">a</a></p>', set()),
        ('<p><a href="#mitten">a</a></p>', set()),
        ('<p><a href="/sv/">a</a></p>', set()),
        ('<p><a href="http://localhost:8000/sv/">a</a></p>', set()),
        ('<p><a href="javascript:alert(1)">a</a></p>', set()),
        ('<p><a href="https://example.com/kor">a</a></p>', set()),
        ('<p><a href="https://kor.example/">a</a></p>', set()),
        ('<p><a href="https://notexample.com/">a</a></p>', {"https://notexample.com/"}),
        ("<p>https://www.pitea.se/ i löpande text</p>", set()),
    ],
)
def test_links_in_rich_text(html, found):
    page = ArticleFactory.build(body=text(html))
    assert addresses_of(page) == found


def test_an_address_that_is_a_block_of_its_own_is_found():
    source = {"title": "Fakta", "url": "https://www.pitea.se/fakta", "type": "source"}
    page = ArticleFactory.build(sources=[{"type": "source", "value": source}])
    assert addresses_of(page) == {"https://www.pitea.se/fakta"}


@pytest.mark.parametrize(
    ("name", "host"), [("org:pitebo", "www.pitebo.se"), ("task:join-pitebo-queue", "pitebo.se")]
)
def test_links_of_pages_of_other_kinds_are_found(name, host):
    assert [address for address in addresses_of(loaded.page(name)) if host in address]


def test_no_page_has_a_phone_number_or_mail_address_for_a_link():
    for name in loaded.EXAMPLES.values():
        for address in addresses_of(loaded.page(name)):
            assert address.startswith("http")


def test_the_links_of_a_page_follow_its_publication():
    page = ArticleFactory(parent=loaded.page("page:home"))
    publish(page, body=text('<p><a href="https://www.pitea.se/a">a</a></p>'))
    assert kept_of(page) == {"https://www.pitea.se/a"}
    publish(page, body=text('<p><a href="https://www.pitea.se/b">b</a></p>'))
    assert kept_of(page) == {"https://www.pitea.se/b"}
    page.unpublish()
    assert kept_of(page) == set()


def test_the_links_of_a_draft_are_not_kept():
    page = publish(ArticleFactory(parent=loaded.page("page:home")))
    page.body = text('<p><a href="https://www.pitea.se/utkast">a</a></p>')
    page.save_revision()
    assert kept_of(page) == set()


def test_gathering_finds_what_was_not_announced_and_drops_what_nobody_has():
    page = ArticleFactory(
        parent=loaded.page("page:home"), body=text('<p><a href="https://www.pitea.se/">a</a></p>')
    )
    OutgoingLink.objects.create(address="https://www.pitea.se/ingen")
    outgoing.gather()
    assert kept_of(page) == {"https://www.pitea.se/"}
    assert not OutgoingLink.objects.filter(address="https://www.pitea.se/ingen").exists()
    assert OutgoingLink.objects.count() > 50

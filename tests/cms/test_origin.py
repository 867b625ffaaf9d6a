"""A form is taken from our own pages, and not from those of others."""

import pytest
from django.test import RequestFactory

from cms.origin import is_from_elsewhere, is_from_here


def sent(**headers):
    return RequestFactory().post("/", headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
        {"origin": "https://testserver"},  # behind a proxy that ends TLS
    ],
)
def test_our_own_pages_are_believed(headers):
    assert not is_from_elsewhere(sent(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"origin": "https://elsewhere.example"},
        {"origin": "https://testserver.elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
    ],
)
def test_pages_of_others_are_not(headers):
    assert is_from_elsewhere(sent(**headers))


@pytest.mark.parametrize(
    ("headers", "believed"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://elsewhere.example"}, False),
        ({"origin": "null"}, False),
    ],
)
def test_where_a_form_acts_for_somebody_silence_is_not_believed(headers, believed):
    assert is_from_here(sent(**headers)) is believed

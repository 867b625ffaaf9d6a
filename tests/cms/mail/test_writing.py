"""Mail is written from templates, text first, in the site's own colours."""

import pytest
from django.template import engines

from cms.mail import writing
from cms.mail.colours import colours


@pytest.fixture
def templates(tmp_path, settings):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "hej.subject").write_text("Hej {{ name }}\n  du")
    (folder / "hej.txt").write_text("Hej {{ name }}!\n\n{{ base_url }}\n\n")
    (folder / "hej.html").write_text(
        '{% extends "emails/base.html" %}{% block letter %}<h1>Hej {{ name }}</h1>{% endblock %}'
    )
    engine = settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [engine]
    assert engines.templates


def test_text_is_plain_and_html_is_escaped(templates):
    mail = writing.written("hej", {"name": "Å & <b>"})
    assert mail.text.startswith("Hej Å & <b>!")
    assert "Hej Å &amp; &lt;b&gt;" in mail.html


def test_a_subject_is_one_line(templates):
    assert writing.written("hej", {"name": "x\r\nBcc: all"}).subject == "Hej x Bcc: all du"


def test_the_colours_are_the_sites_and_stand_in_each_element(templates):
    mail = writing.written("hej", {"name": "Amina"})
    assert colours()["sea"] == "#0b4f6c"
    assert f"background: {colours()['bg']}" in mail.html.split("</head>")[1]
    assert "http://localhost:8000" in mail.text

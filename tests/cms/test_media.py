"""What may be uploaded, and how it is served (F11)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from cms.models import Download, Picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_media")]
HTML = b"<!doctype html><script>alert(1)</script>"


def png(width=10, height=10):
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def upload(client, address, name, content, **more):
    data = {
        "title": "Ny",
        "file": SimpleUploadedFile(name, content),
        "collection": Collection.get_first_root_node().pk,
        **more,
    }
    return client.post(reverse(address), data)


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("liten.png", png(), True),
        ("bomb.png", png(6400, 6400), False),
        ("tung.png", png() + b"\0" * (8 * 1024 * 1024), False),
        ("ritning.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', False),
        ("sida.png", HTML, False),
    ],
)
def test_pictures_that_are_pictures_and_not_too_large_are_accepted(
    admin_client, name, content, accepted
):
    before = Picture.objects.count()
    upload(admin_client, "wagtailimages:add", name, content, has_consent="on")
    assert (Picture.objects.count() > before) is accepted


@pytest.mark.parametrize("consent", [{}, {"has_consent": "on"}])
def test_a_picture_needs_the_word_that_everybody_in_it_agreed(admin_client, consent):
    upload(admin_client, "wagtailimages:add", "liten.png", png(), **consent)
    assert Picture.objects.filter(title="Ny").exists() is bool(consent)


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("blankett.pdf", b"%PDF-1.7 ...", True),
        ("lista.csv", b"namn;ort\n", True),
        ("blankett.docx", b"PK\x03\x04...", True),
        ("sida.html", HTML, False),
        ("sida.pdf", HTML, False),
        ("sida.txt", b"  <script>alert(1)</script>", False),
        ("pdf.docx", b"%PDF-1.7", False),
        ("bild.svg", b"<svg/>", False),
        ("stor.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), False),
    ],
)
def test_documents_that_are_what_their_names_say_are_accepted(
    admin_client, name, content, accepted
):
    upload(admin_client, "wagtaildocs:add", name, content)
    assert Download.objects.exists() is accepted


def test_a_document_is_downloaded_and_runs_nothing(client, admin_client):
    upload(admin_client, "wagtaildocs:add", "lista.txt", b"namn")
    answer = client.get(Download.objects.get().url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == b"namn"
    answer.close()


def test_the_server_fetches_no_address_that_somebody_typed():
    from wagtail.embeds.embeds import get_embed
    from wagtail.embeds.exceptions import EmbedUnsupportedProviderException

    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ")

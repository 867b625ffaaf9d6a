"""Photographs for tests."""

import factory

from cms.models import Picture


class PictureFactory(factory.django.DjangoModelFactory):
    """A photograph of one colour. Its file goes where MEDIA_ROOT says."""

    title = factory.Sequence(lambda number: f"Foto {number}")
    has_consent = True
    file = factory.django.ImageField(width=1600, height=1200, format="JPEG")

    class Meta:
        model = Picture

"""What a submission changes is told field by field, in both languages."""

import pytest

from cms.directory.models import OrganizationPage
from cms.models import Term
from cms.models.base import terms
from cms.partners import comparing
from cms.partners.comparing import Version
from cms.partners.filling import Texts, write
from tests.partnering import listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def choir():
    return listing()


def changed(page, english=Texts(), before=Texts(), points=None, **said):  # noqa: B008
    """Return the rows that what was said makes."""
    draft = OrganizationPage.objects.get(pk=page.pk)
    if points is None:
        block = page.contact_points[0]
        points = [{"id": block.id, "function_sv": block.value["function"]}]
    write(draft, said, points)
    return comparing.changes(Version(page, before), Version(draft, english))


def test_nothing_said_changes_nothing(choir):
    assert changed(choir) == []


def test_texts_stand_beside_each_other_in_both_languages(choir):
    (row,) = changed(choir, Texts(lead="We sing."), lead_sv="Vi dansar.")
    assert (row.field, row.before, row.after) == ("lead", "Vi sjunger.", "Vi dansar.")
    assert (row.before_english, row.after_english) == ("", "We sing.")


def test_english_alone_is_a_change(choir):
    (row,) = changed(choir, Texts(helps_with=("Sing",)))
    assert (row.field, row.before, row.after) == ("helps_with", "Sjung med oss", "Sjung med oss")


def test_terms_are_named(choir):
    word = Term.objects.filter(**terms("language")).first()
    (row,) = changed(choir, languages=[word.key])
    assert (row.field, row.before, row.after) == ("languages", "", word.name)


def test_a_contact_point_that_goes_and_one_that_comes(choir):
    rows = changed(choir, points=[{"function_sv": "Kassören", "phone": "070-174 06 09"}])
    told = {(row.label.split(":")[0], row.field, row.before, row.after) for row in rows}
    assert ("Kansliet", "phone", "070-174 06 05", "") in told
    assert ("Kassören", "phone", "", "070-174 06 09") in told


def test_what_an_editor_has_begun_is_told_too(choir):
    draft = OrganizationPage.objects.get(pk=choir.pk)
    draft.kind = "employer"
    rows = comparing.changes(Version(choir, Texts()), Version(draft, Texts()))
    assert [(row.field, row.before, row.after) for row in rows] == [
        ("kind", "association", "employer")
    ]

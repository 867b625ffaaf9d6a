"""A listing as partners see it while they write: its form, and how it will look."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cms.directory.collections import own_collection
from cms.directory.models import OrganizationPage
from cms.models import Picture
from cms.partners import drafts
from cms.partners.filling import POINT_FACTS, Texts, english_of, in_english, write
from cms.partners.forms import MOST_POINTS, ListingForm, PointFormSet, PointsForm
from cms.partners.models import Submission

POINTS = "point"
PICTURE = "picture_id"


@dataclass(frozen=True, slots=True)
class Editor:
    """The two forms of a listing that belong together."""

    page: OrganizationPage
    form: ListingForm
    points: PointsForm

    def is_valid(self) -> bool:
        """Whether everything can be handed in."""
        # Both are asked, so that everything that is wrong is said at once.
        return all([self.form.is_valid(), self.points.is_valid()])

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong: the id of each field, and why."""
        forms = [self.form, *self.points.forms]
        return [
            (field.id_for_label or field.auto_id, field.errors[0])
            for form in forms
            for field in form
            if field.errors
        ]

    def written(self) -> tuple[OrganizationPage, Texts]:
        """Return a draft of the Swedish page with what is right so far, and the English texts."""
        draft, _english = self._unwritten()
        self.form.is_valid()
        self.points.is_valid()
        said = dict(self.form.cleaned_data)
        if picture := picture_of(self.page, self.form.data):
            said["picture"] = picture
        elif said.get("no_picture"):
            said["picture"] = None
        else:
            said.pop("picture", None)
        return draft, write(draft, said, self.points.said)

    def _unwritten(self) -> tuple[OrganizationPage, Texts]:
        """Return the newest version of the page, and its English."""
        # Read anew: without a draft Wagtail hands out the very page it was asked of.
        page = OrganizationPage.objects.get(pk=self.page.pk)
        return page.get_latest_revision_as_object(), _english_of(page)

    def shown(self, language: str) -> OrganizationPage:
        """Return the page as movers will see it, in Swedish or English, unsaved."""
        draft, english = self.written() if self.form.is_bound else self._unwritten()
        return draft if language == draft.language else in_english(draft, english)


def editor(
    page: OrganizationPage, data: QueryDict | None = None, files: MultiValueDict | None = None
) -> Editor:
    """Return the forms of a listing: with what was sent, else with the draft, else as it is."""
    if data is None and (draft := drafts.of(page)):
        data = _with_room(drafts.as_data(draft))
    newest = page.get_latest_revision_as_object()
    english = _english_of(page)
    return Editor(
        page=page,
        form=ListingForm(newest, english, data=data, files=files),
        points=PointFormSet(data, prefix=POINTS, initial=_points(newest, english)),
    )


def keep_picture(page: OrganizationPage, form: ListingForm) -> Picture | None:
    """Put a picture that was sent and is allowed into the organisation's own collection."""
    said = form.cleaned_data
    if not said.get("picture") or not said.get("has_consent"):
        return None
    picture = Picture(
        title=page.title, file=said["picture"], collection=own_collection(page), has_consent=True
    )
    picture.save()
    return picture


def picture_of(page: OrganizationPage, data: Mapping[str, Any]) -> Picture | None:
    """Return the new picture that a draft names: only one of the organisation's own."""
    number = data.get(PICTURE, "")
    if not number.isdecimal():
        return None
    return Picture.objects.filter(pk=number, collection=own_collection(page)).first()


def _english_of(page: OrganizationPage) -> Texts:
    """Return the English texts to begin with: what was handed in last, else what readers see."""
    newest = Submission.objects.of(page).first()
    is_public = newest is None or newest.state == Submission.State.APPROVED
    return english_of(page) if is_public else Texts.from_json(newest.english)


def _points(page: OrganizationPage, english: Texts) -> list[dict[str, Any]]:
    return [
        {
            "id": block.id,
            "function_sv": block.value["function"],
            "hours_sv": block.value["hours"] or "",
            "function_en": english.points.get(block.id, {}).get("function", ""),
            "hours_en": english.points.get(block.id, {}).get("hours", ""),
            **{name: block.value[name] for name in POINT_FACTS},
        }
        for block in page.contact_points
    ]


def _with_room(data: QueryDict) -> QueryDict:
    """Add an empty contact point where all that are there are filled in."""
    total = data.get(f"{POINTS}-TOTAL_FORMS", "")
    if total.isdecimal() and 0 < int(total) < MOST_POINTS:
        last = f"{POINTS}-{int(total) - 1}-"
        if data.get(f"{last}function_sv") or data.get(f"{last}phone") or data.get(f"{last}email"):
            data[f"{POINTS}-TOTAL_FORMS"] = str(int(total) + 1)
    return data

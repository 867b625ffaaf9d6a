"""Partners in the Wagtail admin: who they are, what they hand in, who asks for a page."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.compare import diff_text
from wagtail.models import Page, ReferenceIndex

from cms.admin_pages import AdminPage
from cms.directory.models import OrganizationPage
from cms.partners import inviting, moderation, requests, submission
from cms.partners.comparing import Row
from cms.partners.filling import Texts
from cms.partners.forms import InviteForm
from cms.partners.models import ListingRequest, Partner, Submission


class CommentForm(forms.Form):
    """A word to whoever handed something in or asked for something."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PartnersMixin(AdminPage):
    """What the pages about partners have in common: for those who may publish listings."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        """Whether the user may publish the listing that the page is about."""
        return self.listings.exists()

    @cached_property
    def listings(self) -> QuerySet[OrganizationPage]:
        """The listings that the user may publish."""
        return moderation.may_decide_about(self.request.user)

    def say(self, text: str) -> None:
        """Say what was done, on the next page."""
        messages.success(self.request, text)


# What was handed in -------------------------------------------------------------


class ReviewList(PartnersMixin, TemplateView):
    """What partners handed in and nobody has decided about, the oldest first."""

    template_name = "partners/admin/review_list.html"
    page_title = gettext_lazy("Handed in by partners")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Submission.objects.waiting().filter(page__in=self.listings).order_by("pk")
        waiting = waiting.select_related("page", "handed_in_by")
        return super().get_context_data(waiting=waiting, **kwargs)


class ReviewView(PartnersMixin, TemplateView):
    """One submission beside what readers see now, and the decision about it."""

    template_name = "partners/admin/review.html"
    page_title = gettext_lazy("Handed in by a partner")

    @cached_property
    def submission(self) -> Submission:
        """What was handed in."""
        wanted = Submission.objects.select_related("page", "revision", "handed_in_by", "task_state")
        return get_object_or_404(wanted, pk=self.kwargs["pk"])

    def is_allowed(self) -> bool:
        return self.listings.filter(pk=self.submission.page_id).exists()

    def get_page_subtitle(self) -> str:
        return self.submission.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("review_listings"), "label": ReviewList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        english = Texts.from_json(self.submission.english)
        rows = submission.changes(self.submission.page, self.submission.draft, english)
        context = {
            "submission": self.submission,
            "rows": [(row, *marked(row)) for row in rows],
            "pictures": self.pictures(),
            "shown_on": shown_on(self.submission.page, self.request.user),
            "newer": self.newer(),
            "form": CommentForm(),
        }
        return super().get_context_data(**{**context, **kwargs})

    def pictures(self) -> list[Any]:
        """Return the picture before and after, where it changed."""
        pair = [self.submission.page.picture, self.submission.draft.picture]
        return pair if pair[0] != pair[1] else []

    def newer(self) -> Submission | None:
        """Return what was handed in after this, if anything waits."""
        waiting = Submission.objects.of(self.submission.page).waiting()
        return waiting.filter(pk__gt=self.submission.pk).first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide about the submission that was shown; refuse where it does not wait any more."""
        form = CommentForm(request.POST)
        form.is_valid()
        comment = form.cleaned_data.get("comment", "")
        if "approve" not in request.POST and not comment:
            form.add_error("comment", _("Say what is to be changed."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return self.decide(comment)
        except moderation.Settled as fault:
            self.submission = fault.submission
            return self.render_to_response(self.get_context_data(is_settled=True), status=409)

    def decide(self, comment: str) -> HttpResponse:
        """Publish it, or give it back."""
        if "approve" in self.request.POST:
            moderation.approve(self.submission, by=self.request.user, comment=comment)
            self.say(_("“%(page)s” is published.") % {"page": self.submission.page.title})
        else:
            moderation.ask_for_changes(self.submission, by=self.request.user, comment=comment)
            self.say(_("The partner is told what you wish."))
        return redirect("review_listings")


def marked(row: Row) -> tuple[Any, Any]:
    """Return what changed in each language, with what is gone and what is new marked."""
    swedish = diff_text(row.before, row.after).to_html()
    if row.before_english is None or row.before_english == row.after_english:
        return swedish, None
    return swedish, diff_text(row.before_english, row.after_english or "").to_html()


def shown_on(page: OrganizationPage, user: Any) -> list[tuple[str, str, str]]:
    """Return the Swedish pages that show a listing: their kind, title, and where each is edited."""
    finder = AdminURLFinder(user)
    named = [place for place, _references in ReferenceIndex.get_grouped_references_to(page)]
    keys = [place.pk for place in named if isinstance(place, Page)]
    places = Page.objects.filter(pk__in=keys, locale=page.locale_id).order_by("title").specific()
    return [
        (str(place._meta.verbose_name), place.title, finder.get_edit_url(place) or "")
        for place in places
    ]


# Who looks after a listing --------------------------------------------------------


class PartnersOfListing(PartnersMixin, TemplateView):
    """Who looks after a listing; inviting somebody, and ending it."""

    template_name = "partners/admin/partners.html"
    page_title = gettext_lazy("Partners")

    @cached_property
    def listing(self) -> OrganizationPage:
        """The Swedish page of the listing."""
        wanted = get_object_or_404(OrganizationPage, pk=self.kwargs["page_id"])
        return wanted if wanted.language == "sv" else wanted.source_page.specific

    def is_allowed(self) -> bool:
        return self.listings.filter(pk=self.listing.pk).exists()

    def get_page_subtitle(self) -> str:
        return self.listing.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse("wagtailadmin_pages:edit", args=[self.listing.pk])
        above = {"url": url, "label": self.listing.get_admin_display_title()}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Partner.objects.of(self.listing).select_related("invited_by")
        context = {
            "listing": self.listing,
            "partners": [(row, inviting.account_of(row)) for row in rows],
            "form": InviteForm(),
        }
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Invite, end, or let somebody set up the app anew."""
        for name, act in (("end", self.end), ("forget-app", self.forget_app)):
            if number := request.POST.get(name, ""):
                known = Partner.objects.of(self.listing)
                act(get_object_or_404(known, pk=number if number.isdecimal() else 0))
                return self.back()
        form = InviteForm(request.POST)
        if form.is_valid() and self.invite(form):
            return self.back()
        return self.render_to_response(self.get_context_data(form=form))

    def back(self) -> HttpResponse:
        """Lead to the same page."""
        return redirect("partners_of_listing", self.listing.pk)

    def invite(self, form: InviteForm) -> bool:
        """Invite somebody; return whether that could be done."""
        said = form.cleaned_data
        try:
            inviting.invite(
                self.listing, said["address"], language=said["language"], by=self.request.user
            )
        except inviting.HeldByStaff:
            form.add_error("address", _("This address belongs to somebody who works here."))
            return False
        self.say(_("%(address)s is invited.") % {"address": said["address"]})
        return True

    def end(self, partner: Partner) -> None:
        """Take the listing out of somebody's hands."""
        inviting.end(partner, by=self.request.user)
        self.say(_("%(address)s cannot change the page any more.") % {"address": partner.address})

    def forget_app(self, partner: Partner) -> None:
        """Let somebody set up the app anew."""
        inviting.forget_app(partner, by=self.request.user)
        self.say(
            _("%(address)s sets up the app at the next sign-in.") % {"address": partner.address}
        )


# Who asks for a page --------------------------------------------------------------


class RequestList(PartnersMixin, TemplateView):
    """Organisations that ask for a page: those that wait, and what was decided."""

    template_name = "partners/admin/request_list.html"
    page_title = gettext_lazy("Requests for pages")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = ListingRequest.objects.select_related("page", "decided_by")
        context = {
            "waiting": asked.open().order_by("pk"),
            "decided": asked.exclude(state=ListingRequest.State.OPEN).order_by("-decided_at")[:100],
        }
        return super().get_context_data(**context, **kwargs)


class RequestView(PartnersMixin, TemplateView):
    """One request, and the decision about it."""

    template_name = "partners/admin/request.html"
    page_title = gettext_lazy("Request for a page")
    header_icon = "mail"

    @cached_property
    def asked(self) -> ListingRequest:
        """The request."""
        return get_object_or_404(
            ListingRequest.objects.select_related("page"), pk=self.kwargs["pk"]
        )

    def get_page_subtitle(self) -> str:
        return self.asked.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("listing_requests"), "label": RequestList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"asked": self.asked, "form": CommentForm(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept or refuse; a refusal says why."""
        form = CommentForm(request.POST)
        form.is_valid()
        comment = form.cleaned_data.get("comment", "")
        if "accept" not in request.POST and not comment:
            form.add_error("comment", _("Say why, so that they know."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return self.decide(comment)
        except requests.Decided:
            messages.warning(request, _("Somebody else has decided meanwhile."))
        except inviting.HeldByStaff:
            messages.error(request, _("This address belongs to somebody who works here."))
        return redirect("listing_request", self.asked.pk)

    def decide(self, comment: str) -> HttpResponse:
        """Carry the decision out."""
        if "accept" in self.request.POST:
            page = requests.accept(self.asked, by=self.request.user, comment=comment)
            self.say(_("%(name)s can now look after the page.") % {"name": self.asked.name})
            return redirect("partners_of_listing", page.pk)
        requests.refuse(self.asked, by=self.request.user, comment=comment)
        self.say(_("%(name)s is told why.") % {"name": self.asked.name})
        return redirect("listing_requests")

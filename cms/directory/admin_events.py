"""What partners tell, as communicators see it: one event or all of a listing can be hidden."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.directory.models import Event, EventFeed, HiddenEvents, OrganizationPage


def with_events(_request: Any) -> QuerySet[OrganizationPage]:
    """Return the organisations that have told of something."""
    return OrganizationPage.objects.filter(events__isnull=False).distinct().order_by("title")


def _begins(event: Event) -> str:
    # Wagtail's own column of dates says of each day to come that it is "just now".
    return date_format(timezone.localtime(event.begins), "Y-m-d H:i")


def _hidden(event: Event) -> Any:
    return _("Hidden") if event.is_hidden else ""


def _paused(feed: EventFeed) -> Any:
    return _("Paused") if feed.is_paused else ""


class EventFilters(WagtailFilterSet):
    """What a communicator narrows the events by."""

    organization = django_filters.ModelChoiceFilter(label=_("Organisation"), queryset=with_events)

    class Meta:
        model = Event
        fields = ["organization", "source", "is_hidden"]


class _Kept(ModelViewSet):
    """What partners have made: communicators look at it and change little."""

    unused_views = {"add", "usage"}
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses, those left out that nobody uses."""
        return [url for url in super().get_urlpatterns() if url.name not in self.unused_views]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})


class _Listed(generic.IndexView):
    """A list to which nothing is added by hand."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("organization")

    def get_add_url(self) -> None:
        """Partners add them."""


class EventsView(_Listed):
    """The events that are not over, the next one first."""

    filterset_class = EventFilters

    def get_base_queryset(self) -> QuerySet[Event]:
        return Event.objects.coming().select_related("organization")


class EventViewSet(_Kept):
    """Coming events."""

    model = Event
    name = "events"
    icon = "date"
    menu_label = _("Coming events")
    index_view_class = EventsView
    list_display = [
        "title",
        Column("organization", label=_("Organisation")),
        Column("begins", label=_("Begins"), accessor=_begins, sort_key="begins"),
        Column("place", label=_("Place")),
        Column("source", label=_("Told by"), accessor="get_source_display"),
        Column("is_hidden", label=_("Hidden"), accessor=_hidden),
    ]
    search_fields = ["title", "text", "place"]
    edit_handler = ObjectList(
        [HelpPanel(template="directory/admin/event.html"), FieldPanel("is_hidden")]
    )


class EventFeedViewSet(_Kept):
    """The calendars that are read, and how that goes."""

    model = EventFeed
    name = "event_feeds"
    icon = "rotate"
    menu_label = _("Calendars that are read")
    index_view_class = _Listed
    list_filter = ["fault", "is_paused"]
    list_display = [
        Column("organization", label=_("Organisation")),
        "address",
        DateColumn("read_at", label=_("Last read")),
        Column("fault", label=_("Fault"), accessor="get_fault_display"),
        Column("is_paused", label=_("Paused"), accessor=_paused),
    ]
    search_fields = ["address"]
    edit_handler = ObjectList(
        [HelpPanel(template="directory/admin/event_feed.html"), FieldPanel("is_paused")]
    )


class HiddenEventsViewSet(_Kept):
    """The listings whose events are all hidden, until taken off this list."""

    unused_views = {"usage"}
    model = HiddenEvents
    name = "hidden_events"
    icon = "no-view"
    menu_label = _("Listings whose events are hidden")
    list_display = [
        Column("organization", label=_("Organisation")),
        "note",
        DateColumn("since", label=_("Since")),
    ]
    search_fields = ["note"]
    edit_handler = ObjectList([FieldPanel("organization"), FieldPanel("note")])


class EventGroup(ModelViewSetGroup):
    """Everything about events, in one menu."""

    items = (EventViewSet, EventFeedViewSet, HiddenEventsViewSet)
    menu_label = _("Events")
    menu_icon = "date"
    menu_order = 260

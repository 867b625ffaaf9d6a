"""The address that calendars fetch: the same in every language, so that a proxy can know it.

docs/operations.md says what the proxy must leave out of its log.
"""

from django.urls import path

from onboarding.notebook.views import calendars

urlpatterns = [path("calendar/<str:token>.ics", calendars.feed, name="feed")]

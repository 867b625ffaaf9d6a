from cms.models.base import BasePage, Freshness
from cms.models.eases import Ease
from cms.models.empty_searches import EmptySearch
from cms.models.explanations import Explanation
from cms.models.media import Download, Picture, Rendition
from cms.models.outgoing_links import Answer, OutgoingLink
from cms.models.pages import ArticlePage, PlacePage, SectionPage, StoryPage
from cms.models.translation_states import TranslationState
from cms.models.users import User
from cms.models.vocabulary import Term

__all__ = [
    "Answer",
    "ArticlePage",
    "BasePage",
    "Download",
    "Ease",
    "EmptySearch",
    "Explanation",
    "Freshness",
    "OutgoingLink",
    "Picture",
    "PlacePage",
    "Rendition",
    "SectionPage",
    "StoryPage",
    "Term",
    "TranslationState",
    "User",
]

from cms.feedback.models.answers import ReaderAnswer
from cms.feedback.models.reports import FaultReport

__all__ = ["FaultReport", "ReaderAnswer"]

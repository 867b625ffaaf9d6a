from cms.partners.models.approval import ListingApprovalTask
from cms.partners.models.partners import Partner
from cms.partners.models.requests import ListingRequest
from cms.partners.models.writing import ListingDraft, Submission

__all__ = ["ListingApprovalTask", "ListingDraft", "ListingRequest", "Partner", "Submission"]

from registry.accounts import Account, Approval
from registry.claims import Claim
from registry.platforms import Assessment, Platform, SecurityAdvice
from registry.proofs import (
    ClosingTask,
    ConfigurationReview,
    ConfigurationRule,
    Finding,
    IndexField,
    IndexSubmission,
)
from registry.saved_views import SavedView

__all__ = [
    "Account",
    "Approval",
    "Assessment",
    "Claim",
    "ClosingTask",
    "ConfigurationReview",
    "ConfigurationRule",
    "Finding",
    "IndexField",
    "IndexSubmission",
    "Platform",
    "SavedView",
    "SecurityAdvice",
]

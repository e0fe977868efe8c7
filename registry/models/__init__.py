from registry.models.account import Account, ApprovalOrigin
from registry.models.address import AccountAddress
from registry.models.assessment import RISK_AREAS, Assessment, is_covered
from registry.models.closing_task import ClosingTask
from registry.models.configuration import ConfigurationReview, ConfigurationRule
from registry.models.finding import Finding
from registry.models.index import IndexField, IndexSubmission
from registry.models.platform import Platform, SecurityAdvice, categories
from registry.models.terms import TERMS, AccountTerms, Coordinator, Language, Weekday

__all__ = [
    "RISK_AREAS",
    "TERMS",
    "Account",
    "AccountAddress",
    "AccountTerms",
    "ApprovalOrigin",
    "Assessment",
    "ClosingTask",
    "ConfigurationReview",
    "ConfigurationRule",
    "Coordinator",
    "Finding",
    "IndexField",
    "IndexSubmission",
    "Language",
    "Platform",
    "SecurityAdvice",
    "Weekday",
    "categories",
    "is_covered",
]

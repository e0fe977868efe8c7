"""Functions that make records for the tests, along the real steps: `from tests.factories import …`."""

from tests.factories.accounts import copy_first_account, create_accounts, create_official_accounts
from tests.factories.authorizations import (
    advised_authorization,
    authorization,
    authorization_with_evidence,
    certificate_upload,
    create_person,
    nominated_authorization,
)
from tests.factories.calendars import create_delegation, set_due_date
from tests.factories.department import Department
from tests.factories.extra_records import create_extra_records
from tests.factories.files import DOCX, JPEG, MACROS, ODT, PDF, PNG, XLSX, archive
from tests.factories.requests import (
    ADDRESS,
    DemoUsers,
    account_of,
    advised_request,
    approved_request,
    change_request,
    consulted_request,
    draft_request,
    filled_request,
    find_organization,
    pair_request,
    proposal,
    recommended_request,
    request_in_review,
    returned_request,
    submitted_request,
)

__all__ = [
    "ADDRESS",
    "DOCX",
    "JPEG",
    "MACROS",
    "ODT",
    "PDF",
    "PNG",
    "XLSX",
    "DemoUsers",
    "Department",
    "account_of",
    "advised_authorization",
    "advised_request",
    "approved_request",
    "archive",
    "authorization",
    "authorization_with_evidence",
    "certificate_upload",
    "change_request",
    "consulted_request",
    "copy_first_account",
    "create_accounts",
    "create_delegation",
    "create_extra_records",
    "create_official_accounts",
    "create_person",
    "draft_request",
    "filled_request",
    "find_organization",
    "nominated_authorization",
    "pair_request",
    "proposal",
    "recommended_request",
    "request_in_review",
    "returned_request",
    "set_due_date",
    "submitted_request",
]

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import Notification
from practitioners.models import Authorization
from practitioners.services import revoke
from registry.models import Account, Assessment, Finding
from registry.services.assessments import expire_due
from registry.services.findings import review_all, review_findings
from registry.services.records import review_configuration

pytestmark = pytest.mark.template_database("demo")


def open_rows(account: Account) -> set[str]:
    found = Finding.objects.filter(account=account, resolved_on=None)
    return set(found.values_list("row", flat=True))


def leave(demo_data) -> None:
    """Every practitioner of the Navy leaves."""
    for row in Authorization.objects.filter(organization__code="rcn"):
        revoke(row, by=demo_data["superior"], code="left", reason="Posted elsewhere.")


def test_account_that_meets_every_row_has_no_finding(in_state):
    account = in_state("active")
    review_findings(account)
    assert open_rows(account) == set()


def test_failed_readiness_row_opens_a_finding_at_once(demo_data, in_state):
    account = in_state("active")
    failed = {"R1": {"answer": "fail", "note": "No notice.", "rule": ""}}
    review_configuration(account, by=demo_data["ecomms"], answers=failed)
    assert open_rows(account) == {"configuration"}


def test_superior_and_l1_are_notified_of_a_finding(demo_data, in_state):
    account = in_state("active")
    leave(demo_data)
    review_all()
    notifications = Notification.objects.filter(
        event_type="account.note_findings", object_id=account.pk
    )
    assert {notification.recipient for notification in notifications} == {
        demo_data["superior"],
        demo_data["l1"],
    }


def test_leaving_of_the_last_trained_practitioner_opens_a_finding(demo_data, in_state):
    account = in_state("active")
    leave(demo_data)
    review_all()
    assert "practitioner" in open_rows(account)


def test_expired_assessment_opens_a_finding(demo_data, in_state):
    account = in_state("active")
    yesterday = timezone.localdate() - timedelta(days=1)
    Assessment.objects.filter(platform=account.platform).update(review_on=yesterday)
    expire_due()
    review_all()
    assert "assessment" in open_rows(account)


def test_finding_is_resolved_when_its_row_is_met_again(demo_data, in_state):
    account = in_state("active")
    Assessment.objects.filter(platform=account.platform).update(
        review_on=timezone.localdate() - timedelta(days=1)
    )
    review_all()
    Assessment.objects.filter(platform=account.platform).update(review_on=timezone.localdate())
    review_all()
    assert open_rows(account) == set()
    assert Finding.objects.filter(account=account, row="assessment").count() == 1


def test_repeated_review_adds_no_second_finding(demo_data, in_state):
    leave(demo_data)
    review_all()
    before = Finding.objects.count()
    assert review_all() == 0
    assert Finding.objects.count() == before


def test_account_not_yet_active_has_no_findings(demo_data, in_state):
    account = in_state("registered")
    review_findings(account)
    assert open_rows(account) == set()

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import tasks
from outbox.heartbeat import (
    DELIVERY,
    SERVER_FAILED,
    is_mail_server_failing,
    is_not_responding,
    last_heartbeat,
)
from outbox.models import Heartbeat

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_worker_with_a_heartbeat_of_the_future_is_not_responding_until_its_next() -> None:
    Heartbeat.objects.create(task=DELIVERY, seen_at=timezone.now() + DAY)
    assert is_not_responding(last_heartbeat(DELIVERY))
    tasks.deliver_emails()
    assert not is_not_responding(last_heartbeat(DELIVERY))


def test_mail_server_failure_of_the_future_is_ignored() -> None:
    Heartbeat.objects.create(task=SERVER_FAILED, seen_at=timezone.now() + DAY)
    assert not is_mail_server_failing()

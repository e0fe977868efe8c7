import json

import pytest
from django.core.management import CommandError, call_command

from audit.chain import ChainHead, chain_head, find_first_invalid
from audit.events import audit_transaction, log_event
from audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def log_events(count: int) -> None:
    for number in range(count):
        with audit_transaction():
            log_event(
                "thing.change", object_type="thing", object_id=number, after={"number": number}
            )


def test_untouched_chain_is_valid():
    log_events(3)
    assert find_first_invalid() is None


def test_audit_events_are_numbered_without_gaps():
    log_events(3)
    numbers = list(AuditEvent.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_chain_head_is_the_last_event():
    log_events(2)
    assert chain_head().seq == AuditEvent.objects.order_by("-seq").first().seq


def test_verify_audit_names_the_first_invalid_event(tmp_path):
    log_events(1)
    file = tmp_path / "head.json"
    file.write_text(json.dumps({"seq": chain_head().seq + 5, "hash": "00"}))
    with pytest.raises(CommandError, match=str(chain_head().seq + 5)):
        call_command("verify_audit", head=str(file))


def test_verify_audit_accepts_the_chain_head_it_exported(tmp_path, capsys):
    log_events(1)
    file = str(tmp_path / "head.json")
    call_command("verify_audit", export=file)
    call_command("verify_audit", head=file)
    assert "whole" in capsys.readouterr().out


def test_verify_audit_reports_an_unreadable_chain_head(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_audit", head=str(tmp_path / "nowhere.json"))


def test_exported_chain_head_can_be_read_back():
    assert ChainHead.read({"seq": "3", "hash": "ab"}) == ChainHead(3, "ab")

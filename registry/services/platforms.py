"""Keeping the platforms: E-Communications adds and corrects, ADM(DS) advises on security (§ 3.3, 3.4, 6.1)."""

from django.utils.translation import gettext_lazy as _

from access.acts import acting
from access.models import Person
from access.policy import may
from access.standing import standing_of
from audit.ledger import ledger, record
from audit.snapshot import changes, snapshot
from registry.platforms import Platform, SecurityAdvice
from workflow.problems import NotYours

DONE = {
    "platform.add": _("Platform added"),
    "platform.correct": _("Platform corrected"),
    "platform.advise": _("IT security advice given"),
}


def add(platform: Platform, *, by: Person) -> Platform:
    _require(by, "keep_platforms")
    with ledger():
        platform.save(force_insert=True)
        _record("platform.add", platform, by=by, before={}, reason="")
    return platform


def correct(platform: Platform, *, by: Person, reason: str) -> Platform:
    """Save the changed platform, with what it was before."""
    _require(by, "keep_platforms")
    with ledger():
        before = snapshot(Platform.objects.select_for_update().get(pk=platform.pk))
        platform.save()
        _record("platform.correct", platform, by=by, before=before, reason=reason)
    return platform


def advise(platform: Platform, *, by: Person, conclusion: str, text: str) -> SecurityAdvice:
    _require(by, "advise_on_security")
    with ledger():
        advice = SecurityAdvice.objects.create(
            platform=platform, conclusion=conclusion, text=text, by=by
        )
        record(
            "platform.advise",
            kind="platform",
            object_id=platform.pk,
            title=platform.name_en,
            by=acting(by),
            after={"conclusion": conclusion},
            reason=text,
            paragraph="6.1",
        )
    return advice


def _require(person: Person, power: str) -> None:
    if not may(standing_of(person), power):
        raise NotYours(power)


def _record(
    verb: str, platform: Platform, *, by: Person, before: dict[str, object], reason: str
) -> None:
    was, now = changes(before, snapshot(platform))
    record(
        verb,
        kind="platform",
        object_id=platform.pk,
        title=platform.name_en,
        by=acting(by),
        before=was,
        after=now,
        reason=reason,
        paragraph="3.3",
    )

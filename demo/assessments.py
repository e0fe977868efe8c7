"""Privacy assessments of the demo: in force for the platforms in use, one awaiting approval."""

from datetime import timedelta

from django.utils import timezone

from access.models import Person
from registry.models import RISK_AREAS, Assessment, Platform
from registry.services import assessments

# Without an assessment in force no approval can be recommended there (§ 4.9).
IN_USE = ("x", "facebook", "instagram", "youtube", "linkedin", "flickr")


def assess(demo_users: dict[str, Person]) -> list[Assessment]:
    in_force = [_in_force(slug, demo_users) for slug in IN_USE]
    return [*in_force, _sent("threads", demo_users)]


def _sent(slug: str, demo_users: dict[str, Person]) -> Assessment:
    by = demo_users["ecomms"]
    platform = Platform.objects.get(slug=slug)
    row = assessments.draft(
        platform, by=by, use="publish", method="Standard on Privacy Impact Assessment, 2024-10-09"
    ).row
    row = assessments.edit(
        row,
        by=by,
        risks=dict.fromkeys(RISK_AREAS, 1),
        summary_en="Public posts and comments only; nothing is kept about those who comment.",
        summary_fr="Publications et commentaires publics seulement; rien n’est conservé sur leurs auteurs.",
    ).row
    return assessments.send(row, by=by).row


def _in_force(slug: str, demo_users: dict[str, Person]) -> Assessment:
    review_on = timezone.localdate() + timedelta(days=365)
    return assessments.bring_into_force(
        _sent(slug, demo_users), by=demo_users["daip"], review_on=review_on
    ).row

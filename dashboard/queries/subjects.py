"""The models of the dashboard, with the columns that their titles and requesters are read from."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from access.models import Person
from directive.lifecycles.grammar import Lifecycle
from practitioners.models import Authorization
from registry.models import Account, Assessment
from requests_app.models import AccountRequest
from web.language import localized
from workflow.models import WorkflowModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    model: type[WorkflowModel]
    requester: str  # the column of the person who started the row
    related: tuple[str, ...] = ()  # further columns that labels read

    @property
    def lifecycle(self) -> Lifecycle:
        return self.model.lifecycle

    def by_urgency(self, rows: QuerySet[WorkflowModel]) -> QuerySet[WorkflowModel]:
        """By due date, then by the time of waiting; rows without a due date last. With all that labels read."""
        related = ("organization", self.requester, *self.related)
        rows = rows.select_related(*related)
        return rows.order_by(F("due_on").asc(nulls_last=True), "state_changed_at", "pk")


SUBJECTS = (
    Subject(model=AccountRequest, requester="requester", related=("reviewer",)),
    Subject(model=Account, requester="requested_by", related=("platform", "closing_asked_by")),
    Subject(model=Authorization, requester="nominated_by", related=("person",)),
    Subject(model=Assessment, requester="drafted_by", related=("platform",)),
)
BY_LIFECYCLE = {subject.lifecycle.name: subject for subject in SUBJECTS}


def title_of(row: WorkflowModel) -> str:
    return localized(*row.labels)


def requester_of(row: WorkflowModel) -> Person | None:
    person: Person | None = getattr(row, BY_LIFECYCLE[row.lifecycle.name].requester)
    return person

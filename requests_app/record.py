"""What the page of a request shows."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import Person
from access.policy import audience, visible_to
from access.seats import Standing
from audit.history import history
from audit.models import Event
from audit.timeline import Change, Entry, timeline
from directive.lifecycle import Step
from directive.request import REQUEST
from registry.models import Account
from requests_app.account_terms import against_account
from requests_app.content import Difference, differences, snapshot_values
from requests_app.models import Kind, Request
from requests_app.stages import stages
from requests_app.summary import advice, summary
from requests_app.words import words
from workflow.due import days_left
from workflow.offers import offers

_BESIDE = {
    "handles": _("Platform and handle"),
    "practitioners": _("Practitioners"),
    "attachments": _("Attachments"),
    "answers": _("Answers"),
}

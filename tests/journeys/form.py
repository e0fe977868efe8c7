"""The pages of the form, filled in from the first to the last."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directive.codes import Code
from directive.reference.objectives import AUDIENCES, LEVELS, OBJECTIVES
from requests_app.enums import LanguageMode
from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.visitor import Visitor
from workflow.forms import code_label

SAVE = "Save and continue"
NAMES = {"en": "Demonstration base", "fr": "Base de démonstration"}


def start(visitor: Visitor, organization: str) -> str:
    """A request begun, past the page of similar accounts; gives the address of the request."""
    visitor.at("requests/new/")
    visitor.pick("What do you ask for?", "New account")
    visitor.choose("Organization", organization)
    visitor.tick("I declare that this is not a personal or professional account.")
    visitor.press("Start")
    visitor.follow("Continue")
    return visitor.address.removesuffix("form/")


def fill_in(visitor: Visitor, handle: str) -> None:
    """Every page asks for something, and leads to the next."""
    visitor.follow("The account")
    fill_account(visitor, handle)
    visitor.press(SAVE)
    assert visitor.status == 200, visitor.problems()
    for page in (_need, _audience, _languages, _content, _people, _monitoring, _duration):
        page(visitor)
        visitor.press(SAVE)
        assert visitor.status == 200, visitor.problems()
    visitor.follow("Back to the list of pages")


def fill_account(visitor: Visitor, handle: str) -> None:
    visitor.pick(LABEL["language_mode"], LanguageMode.BILINGUAL.label)
    visitor.fill(LABEL["name_en"], NAMES["en"])
    visitor.fill(LABEL["name_fr"], NAMES["fr"])
    visitor.fill("Address of the account", f"https://x.com/{handle}")


def _need(visitor: Visitor) -> None:
    visitor.fill(LABEL["purpose"], "Nouvelles de la base. News of the base.")
    visitor.fill(LABEL["need"], "Les familles en demandent. Families ask for it.")
    visitor.fill(LABEL["why_not_existing"], "Aucun n’est local. None is local.")


def _audience(visitor: Visitor) -> None:
    visitor.choose(LABEL["audience"], _words(AUDIENCES[1]))
    visitor.choose(LABEL["level"], _words(LEVELS[0]))
    visitor.pick(LABEL["objectives"], *map(_words, OBJECTIVES[:2]))
    visitor.choose(LABEL["use"], "Publish information and answer public comments")


def _languages(visitor: Visitor) -> None:
    visitor.fill(LABEL["translation_plan"], "Bureau de la traduction, 2 jours / 2 days.")
    visitor.fill(LABEL["notice_en"], "https://www.canada.ca/en/department-national-defence.html")
    visitor.fill(LABEL["notice_fr"], "https://www.canada.ca/fr/ministere-defense-nationale.html")


def _content(visitor: Visitor) -> None:
    visitor.fill(LABEL["content_model"], "Plan hebdomadaire / weekly plan.")
    visitor.fill(LABEL["approval_chain"], "Auteur, officier, AP / author, officer, PA.")
    visitor.choose(LABEL["coordinator"], "PA staff")


def _people(visitor: Visitor) -> None:
    visitor.fill("Find a practitioner", "pra")
    visitor.press("Find")
    group = visitor.page.get_by_role("group", name=visitor.said(LABEL["practitioners"]))
    for person in group.get_by_role("checkbox").all():
        visitor.check(person)
    visitor.fill(LABEL["responsible_person"], "superior")
    visitor.fill(LABEL["backup_monitor"], "practitioner2")


def _monitoring(visitor: Visitor) -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    visitor.pick(LABEL["monitoring_days"], *days)
    visitor.fill(LABEL["monitoring_from"], "08:00")
    visitor.fill(LABEL["monitoring_to"], "16:30")
    visitor.choose(LABEL["time_zone"], capfirst(_("Atlantic time")))


def _duration(visitor: Visitor) -> None:
    """Nothing is needed there."""


def _words(code: Code) -> object:
    return code_label(code)

"""Help: the lifecycles as a diagram and as text, a page for each role, and the glossary."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from access.resolver import access_for
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Lifecycle, main_path, side_states
from directive.lifecycles.request import REQUEST
from directive.roles import ASSIGNABLE_ROLES, ROLES, ROLES_BY_NAME, Role
from directive.text.glossary import TERMS, Term
from osma_registry.views import role_help
from web.language import collation_key, is_french, localized
from workflow.available_steps import roles_of
from workflow.documents.lifecycle_svg import lifecycle_strips, render_svg


@dataclass(frozen=True, slots=True)
class PathPlace:
    """A state on the main path of a lifecycle, and the step that leaves it; no step at the end."""

    state: str
    step: str = ""
    who: str = ""
    days: int | None = None
    paragraph: str = ""


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    targets = role_help.targets()
    context = {
        "picture": render_svg(
            lifecycle_strips(gettext), gettext("The lifecycle of a request and of an account")
        ),
        "paths": [_path(lifecycle, targets) for lifecycle in (REQUEST, ACCOUNT)],
        "roles": [(row.role, gettext(row.title), gettext(row.duty)) for row in ROLES],
        "mine": _own_roles(request),
    }
    return render(request, "help/help.html", context)


@login_not_required
@require_safe
def role(request: HttpRequest, name: str) -> HttpResponse:
    if name not in set(ASSIGNABLE_ROLES):
        raise Http404
    row = ROLES_BY_NAME[Role(name)]
    context = {
        "title": gettext(row.title),
        "duty": gettext(row.duty),
        "paragraphs": row.paragraphs,
        "tasks": role_help.tasks(row.role, role_help.targets()),
        "permissions": role_help.role_permissions(row.role),
        "sees": role_help.sees(row.role),
    }
    return render(request, "help/role.html", context)


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "help/glossary.html", {"terms": _terms()})


def _terms() -> list[tuple[Term, list[tuple[str, str, str, bool]]]]:
    """Each term with a (language, word, meaning, whether unconfirmed) for both, the reader's language first."""
    return [
        (
            term,
            sorted(
                [
                    ("en", term.en, term.meaning_en, False),
                    ("fr", term.fr, term.meaning_fr, not term.sure),
                ],
                reverse=is_french(),
            ),
        )
        for term in sorted(TERMS, key=_sort_key)
    ]


def _own_roles(request: HttpRequest) -> list[tuple[str, str]]:
    if not request.user.is_authenticated:
        return []
    roles = access_for(request.user).roles()
    return [(row.role, gettext(row.title)) for row in ROLES if row.role in roles]


def _path(lifecycle: Lifecycle, targets: role_help.Targets) -> dict[str, object]:
    return {
        "title": gettext(lifecycle.title),
        "places": [_place(lifecycle, *pair, targets) for pair in main_path(lifecycle)],
        "side_states": [gettext(lifecycle.state(name).label) for name in side_states(lifecycle)],
    }


def _place(lifecycle: Lifecycle, state: str, name: str, targets: role_help.Targets) -> PathPlace:
    label = gettext(lifecycle.state(state).label)
    if not name:
        return PathPlace(state=label)
    step = lifecycle.step(name)
    days = targets.get((lifecycle.name, name))
    return PathPlace(
        state=label,
        step=gettext(step.label),
        who=roles_of(step),
        days=days,
        paragraph=step.paragraph,
    )


def _sort_key(term: Term) -> str:
    # A French term may begin with a quotation mark, which would put it before A.
    return collation_key(localized(term.en, term.fr.lstrip("« \N{NO-BREAK SPACE}")))


urlpatterns = [
    path("help/", help_page, name="help"),
    path("help/<slug:name>/", role, name="role_help"),
    path("glossary/", glossary, name="glossary"),
]

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.admin_site import ReferenceAdmin
from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle, Step
from workflow.models import Holiday, Target


def awaited_steps() -> dict[str, tuple[Lifecycle, Step]]:
    """The steps that some state waits for: what can have a target."""
    return {
        f"{lifecycle.name}.{step.name}": (lifecycle, step)
        for lifecycle in LIFECYCLES.values()
        for step in lifecycle.steps
        if lifecycle.states_awaiting(step.name)
    }


def step_name(lifecycle: Lifecycle, step: Step) -> str:
    return gettext("%(lifecycle)s: %(step)s (§ %(paragraph)s)") % {
        "lifecycle": gettext(lifecycle.title),
        "step": gettext(step.label),
        "paragraph": step.paragraph,
    }


def default_days(step: Step) -> str:
    return str(step.target_days) if step.target_days is not None else gettext("none")


def _choices() -> list[tuple[str, str]]:
    said = gettext("%(step)s, foreseen: %(days)s")
    return [
        (key, said % {"step": step_name(*of), "days": default_days(of[1])})
        for key, of in awaited_steps().items()
    ]


class TargetForm(forms.ModelForm):
    of = forms.ChoiceField(label=_("Step"))
    days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        max_value=365,
        help_text=_("What waits already gets its day anew within six hours."),
    )

    class Meta:
        model = Target
        fields = ("days",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [("", "—"), *_choices()]
        if not self.instance._state.adding:
            self.initial["of"] = f"{self.instance.lifecycle}.{self.instance.step}"
            self.fields["of"].disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "of" in given:
            self.instance.lifecycle, _dot, self.instance.step = given["of"].partition(".")
            if self._others().exists():
                self.add_error("of", _("This step has a target already: change that one."))
        return given

    def _others(self) -> Any:
        target = self.instance
        others = Target.objects.exclude(pk=target.pk)
        return others.filter(lifecycle=target.lifecycle, step=target.step)


@admin.register(Target)
class TargetAdmin(ReferenceAdmin):
    form = TargetForm
    fields = ("of", "days")
    list_display = ["of", "days", "foreseen"]

    @admin.display(description=_("step"))
    def of(self, target: Target) -> str:
        known = awaited_steps().get(f"{target.lifecycle}.{target.step}")
        return step_name(*known) if known else str(target)

    @admin.display(description=_("foreseen"))
    def foreseen(self, target: Target) -> str:
        known = awaited_steps().get(f"{target.lifecycle}.{target.step}")
        return default_days(known[1]) if known else ""


@admin.register(Holiday)
class HolidayAdmin(ReferenceAdmin):
    list_display = ["day", "name_en", "name_fr", "worked"]

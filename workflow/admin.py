from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.admin_site import ReferenceAdmin
from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle, Step
from web.fields import ModelForm
from workflow.models import Holiday, Target


def awaited_steps() -> dict[str, tuple[Lifecycle, Step]]:
    """The steps that can have a target, those some state waits for, by "lifecycle.step"."""
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
    text = gettext("%(step)s, foreseen: %(days)s")
    return [
        (key, text % {"step": step_name(lifecycle, step), "days": default_days(step)})
        for key, (lifecycle, step) in awaited_steps().items()
    ]


class TargetForm(ModelForm):
    # One field for the two columns lifecycle and step, of which most pairs would make no sense.
    of = forms.ChoiceField(label=_("Step"), choices=lambda: [("", "—"), *_choices()])
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
        if not self.instance._state.adding:
            self.initial["of"] = f"{self.instance.lifecycle}.{self.instance.step}"
            # Another step is another target: a changed one would leave the old step without its own.
            self.fields["of"].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "of" in data:
            target = self.instance
            target.lifecycle, _dot, target.step = data["of"].partition(".")
            # The columns are no fields of the form, so Django leaves out their unique constraint.
            same_step = Target.objects.filter(lifecycle=target.lifecycle, step=target.step)
            if same_step.exclude(pk=target.pk).exists():
                self.add_error("of", _("This step has a target already: change that one."))
        return data


@admin.register(Target)
class TargetAdmin(ReferenceAdmin):
    form = TargetForm
    fields = ("of", "days")
    list_display = ["of", "days", "foreseen"]

    @admin.display(description=_("step"))
    def of(self, target: Target) -> str:
        # The row of a step that has left the table is still listed.
        found = awaited_steps().get(f"{target.lifecycle}.{target.step}")
        return step_name(*found) if found else str(target)

    @admin.display(description=_("foreseen"))
    def foreseen(self, target: Target) -> str:
        found = awaited_steps().get(f"{target.lifecycle}.{target.step}")
        return default_days(found[1]) if found else ""


@admin.register(Holiday)
class HolidayAdmin(ReferenceAdmin):
    list_display = ["day", "name_en", "name_fr", "worked"]

"""The models that follow a lifecycle, by its name: what letters and desks speak of."""

from functools import cache

from django.apps import apps

from workflow.models import Followed, Letter


@cache
def followed() -> dict[str, type[Followed]]:
    models = (model for model in apps.get_models() if issubclass(model, Followed))
    return {model.lifecycle.name: model for model in models}


def subject_of(letter: Letter) -> Followed | None:
    """What the letter is about; None for a letter about something without a lifecycle."""
    model = followed().get(letter.object_kind)
    if model is None:
        return None
    return model._base_manager.select_related("organization").filter(pk=letter.object_id).first()

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from access.effective_roles import actor_fields
from access.models import Person
from audit.events import audit_transaction, log_event


def set_password(person: Person, password: str) -> None:
    """Every session of the person ends with it. ValidationError, of the field, where it is refused."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    person.set_password(password)
    person.save(update_fields=["password"])


def change_password(*, by: Person, password: str) -> None:
    """Change one's own password, which needs no permission."""
    with audit_transaction():
        set_password(by, password)
        log_event(
            "person.change_password",
            object_type=by.object_type,
            object_id=by.pk,
            object_label=by.name,
            by=actor_fields(by),
        )

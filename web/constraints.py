"""Check constraints that many models need."""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import CheckConstraint, Q

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def implies(condition: Q, consequence: Q) -> Q:
    return ~condition | consequence


def are_given(*columns: str, texts: Iterable[str] = ()) -> Q:
    """Without a value, each of `columns` is null and each of `texts` is empty."""
    return _all(
        [Q((f"{name}__isnull", False)) for name in columns] + [~Q((name, "")) for name in texts]
    )


def are_absent(*columns: str, texts: Iterable[str] = ()) -> Q:
    return _all(
        [Q((f"{name}__isnull", True)) for name in columns] + [Q((name, "")) for name in texts]
    )


def all_or_none(
    *columns: str, name: str, texts: Iterable[str] = (), message: "StrOrPromise | None" = None
) -> CheckConstraint:
    """Such as who and when: all have a value or none has. `texts` as in `are_given`."""
    texts = tuple(texts)
    return CheckConstraint(
        condition=are_given(*columns, texts=texts) | are_absent(*columns, texts=texts),
        name=name,
        violation_error_message=message,
    )


def none_empty(*texts: str, name: str) -> CheckConstraint:
    return CheckConstraint(condition=are_given(texts=texts), name=name)


def _all(conditions: list[Q]) -> Q:
    return reduce(and_, conditions)

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from access.models import Person
from access.services import people
from access.services.sign_in_links import secret_of, set_password_with_link

pytestmark = [pytest.mark.usefixtures("cloned_database"), pytest.mark.template_database("users")]
THREADS = 8


def test_link_used_many_times_at_once_sets_one_password():
    person = people.add(
        by=Person.objects.get(username="administrator"),
        username="new",
        name="New",
        email="new@example.invalid",
    )
    secret = secret_of(person.sign_in_links.get())
    start, set_by = Barrier(THREADS), []

    def attempt(number: int) -> None:
        start.wait()
        try:
            set_password_with_link(secret, password=f"violet anchor tepid {number}")
            set_by.append(number)
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=attempt, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (number,) = set_by
    assert Person.objects.get(pk=person.pk).check_password(f"violet anchor tepid {number}")

import pytest
from django.test import Client

from access.models import Person
from tests.factories import DemoUsers


@pytest.fixture
def practitioner_client(demo_users: DemoUsers) -> Client:
    return _client(demo_users["practitioner"])


@pytest.fixture
def superior_client(demo_users: DemoUsers) -> Client:
    return _client(demo_users["superior"])


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client

import pytest
from django.test import Client

from access.models import Person


@pytest.fixture
def ecomms_client(demo_users: dict[str, Person]) -> Client:
    client = Client()
    client.force_login(demo_users["ecomms"])
    return client

import pytest
from django.test import Client

from tests.factories import DemoUsers


@pytest.fixture
def practitioner_client(demo_users: DemoUsers) -> Client:
    client = Client()
    client.force_login(demo_users["practitioner"], "django.contrib.auth.backends.ModelBackend")
    return client

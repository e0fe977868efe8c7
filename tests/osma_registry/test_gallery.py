import pytest
from django.test import Client

from access.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder_client(client: Client) -> Client:
    client.force_login(Person.objects.create(username="builder", name="Builder"))
    return client


@pytest.mark.parametrize("language", ["en", "fr"])
def test_component_gallery_has_a_section_for_each_entry(
    builder_client: Client, settings, language: str
) -> None:
    settings.DEMO = True
    page = builder_client.get(f"/{language}/ui/")
    assert page.status_code == 200
    for anchor, _label in page.context["contents"]:
        assert f'id="{anchor}"' in page.text


def test_component_gallery_is_not_found_in_production(builder_client: Client, settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert builder_client.get("/en/ui/").status_code == 404


def test_component_gallery_requires_sign_in(client: Client) -> None:
    assert "/sign-in/" in client.get("/en/ui/")["Location"]

import pytest
from django.utils import translation

from registry.models import Assessment

pytestmark = pytest.mark.django_db


def test_x(client, told):
    client.force_login(told["ecomms"])
    a = Assessment.objects.filter(platform__slug="threads")[0]
    f = Assessment._meta.get_field("use")
    with translation.override("fr"):
        print(
            repr(a.get_use_display()),
            [type(t) for _, t in f.flatchoices][:1],
            [str(t) for _, t in f.flatchoices][:1],
        )
    print(client.get("/fr/platforms/threads/").content.decode().partition("<li><a")[2][:300])
    assert 0

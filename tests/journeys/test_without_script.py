import pytest

from tests.journeys.conftest import Visit
from tests.journeys.form import fill_in, start

pytestmark = pytest.mark.template_database("assessed")


def test_request_reaches_pa_staff_without_javascript_or_mouse(visit: Visit) -> None:
    practitioner = visit("practitioner", plain=True)
    request = start(practitioner, "Royal Canadian Navy")
    fill_in(practitioner, "base_sans_js")
    practitioner.back_to(request)
    practitioner.take("Consult PA staff")
    practitioner.reads("PA consultation")

from tests.journeys.conftest import Visit
from tests.journeys.form import fill_in, start


def test_start(visit: Visit) -> None:
    practitioner = visit("practitioner")
    request = start(practitioner, "Royal Canadian Navy")
    fill_in(practitioner, "base_demo")
    practitioner.follow("Go to the request")
    assert practitioner.address == request
    practitioner.take("Consult PA staff")
    practitioner.sees("PA consultation")

from tests.department import Department  # noqa: F401

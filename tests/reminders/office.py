from tests.department import Department

__all__ = ["Department"]

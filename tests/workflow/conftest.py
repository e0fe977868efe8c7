from tests.department import department

__all__ = ["department"]

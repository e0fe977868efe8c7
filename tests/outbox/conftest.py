from tests.department import department, pa

__all__ = ["department", "pa"]

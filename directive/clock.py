"""Provisional: replaced by the owner of this file."""
from datetime import timedelta
class Calendar:
    def __init__(self, added=frozenset(), removed=frozenset()): pass
    def add(self, day, n): return day + timedelta(days=n)
    def between(self, a, b): return (b - a).days

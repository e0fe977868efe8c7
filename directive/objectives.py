"""Provisional: replaced by the owner of this file."""
from directive.codes import Codes
AUDIENCES = Codes(("internal", "external"))
LEVELS = Codes(("local", "regional", "national", "international"))
OBJECTIVES = Codes(tuple("12345678"))

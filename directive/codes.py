"""Provisional: replaced by the owner of this file."""
class Codes(tuple):
    def choices(self): return [(c, c) for c in self]
SUSPENSION_REASONS = Codes(("crisis", "recovery", "review"))
CLOSING_PLAN = Codes(("records", "handle", "index", "links", "partner"))
REVOCATION_REASONS = Codes(("left", "duties", "training", "withdrawn", "other"))

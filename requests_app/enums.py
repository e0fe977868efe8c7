"""Choices of the form, the advice and the decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NEW = "new", _("New account")
    CHANGE = "change", _("Change of an approved account")
    TRANSFER = "transfer", _("Transfer to another organization")
    REGULARIZATION = "regularization", _("Account found in use without approval")
    CARRY_OVER = "carry_over", _("Account approved before this registry existed")


class LanguageMode(models.TextChoices):
    BILINGUAL = "bilingual", _("One bilingual account")
    PAIR = "pair", _("Two accounts, one in each language")
    # § 4.10 has no such account: a new one is never single, and a carry-over gets a finding.
    SINGLE = "single", _("One account in one language (carried over, with a finding)")


class AdviceFinding(models.TextChoices):
    SUPPORTED = "supported", _("Supported")
    EXISTING = "existing", _("Use an existing account instead")
    NOT_SUPPORTED = "not_supported", _("Not supported")


class Recommendation(models.TextChoices):
    APPROVAL = "approval", _("Approval")
    REFUSAL = "refusal", _("Refusal")


class FoundOutcome(models.TextChoices):
    DIRECTED = "directed", _("Its deactivation is directed")
    NOT_DIRECTED = "not_directed", _("Its deactivation is not directed")

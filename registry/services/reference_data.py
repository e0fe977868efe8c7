"""Reference data as shipped: missing rows are added, edited ones stay as they are."""

from datetime import date

from directive.reference.checklist import RULES
from directive.reference.checklist_rule import ChecklistRule
from registry.addresses.platforms import PLATFORMS
from registry.models import ConfigurationRule, IndexField, Platform

# For rules from a source without a date: the day the present federal standard came into force.
_RULES_SINCE = date(2025, 3, 27)

# Code, labels and source of each field. § 4.4 names the form; which fields it has is assumed here.
_INDEX_FIELDS = (
    ("department", "Department", "Ministère", "department"),
    ("name_en", "Account name in English", "Nom du compte en anglais", "name_en"),
    ("name_fr", "Account name in French", "Nom du compte en français", "name_fr"),
    ("language", "Language", "Langue", "language"),
    ("platform", "Platform", "Plateforme", "platform"),
    ("address", "Address", "Adresse", "address"),
    ("handle", "Handle", "Identifiant", "handle"),
    ("audience", "Audience", "Public cible", "audience"),
    ("purpose", "Purpose", "But", "purpose"),
    ("contact", "Who answers for the content", "Qui répond du contenu", "responsible_person"),
    (
        "approved_on",
        "Approved by the head of communications on",
        "Approuvé par le chef des communications le",
        "approved_on",
    ),
    ("notice_en", "Address of the notice in English", "Adresse de l’avis en anglais", "notice_en"),
    ("notice_fr", "Address of the notice in French", "Adresse de l’avis en français", "notice_fr"),
    ("partner", "Paired account", "Compte jumelé", "partner"),
)


def load_platforms() -> int:
    known = set(Platform.objects.values_list("slug", flat=True))
    rows = [rules for rules in PLATFORMS if rules.slug not in known]
    Platform.objects.bulk_create(
        Platform.from_rules(rules) for rules in rows if not rules.renamed_to
    )
    # A successor may come later in the same list.
    for rules in rows:
        if rules.renamed_to:
            platform = Platform.from_rules(rules)
            platform.renamed_to = Platform.objects.get(slug=rules.renamed_to)
            platform.save(force_insert=True)
    return len(rows)


def load_rules() -> int:
    known = set(ConfigurationRule.objects.values_list("code", flat=True))
    rows = [rule for rule in RULES if rule.code not in known]
    ConfigurationRule.objects.bulk_create(_checklist_rule(rule) for rule in rows)
    return len(rows)


def _checklist_rule(rule: ChecklistRule) -> ConfigurationRule:
    return ConfigurationRule(
        code=rule.code,
        text_en=rule.text_en,
        text_fr=rule.text_fr,
        kind=rule.kind,
        source_en=rule.source_en,
        source_fr=rule.source_fr,
        source_url=rule.source_url,
        paragraphs=", ".join(rule.paragraphs),
        valid_from=rule.valid_from or _RULES_SINCE,
        valid_to=rule.valid_to,
        unconfirmed=rule.unconfirmed,
    )


def load_index_fields() -> int:
    known = set(IndexField.objects.values_list("code", flat=True))
    rows = [
        IndexField(code=code, label_en=en, label_fr=fr, source=source, position=position)
        for position, (code, en, fr, source) in enumerate(_INDEX_FIELDS, start=1)
        if code not in known
    ]
    IndexField.objects.bulk_create(rows)
    return len(rows)

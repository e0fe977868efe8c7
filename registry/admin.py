from django.contrib import admin

from access.admin_site import ReferenceAdmin
from registry.models import ConfigurationRule, IndexField


@admin.register(ConfigurationRule)
class ConfigurationRuleAdmin(ReferenceAdmin):
    list_display = ["code", "kind", "paragraphs", "valid_from", "valid_to", "unconfirmed"]
    search_fields = ["code", "text_en", "text_fr"]


@admin.register(IndexField)
class IndexFieldAdmin(ReferenceAdmin):
    list_display = ["position", "code", "label_en", "label_fr", "unconfirmed"]

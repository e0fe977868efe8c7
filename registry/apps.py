from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = _("Registry")

    def ready(self) -> None:
        from registry.models import Account
        from registry.queries import named_accounts
        from registry.queries.readiness import GatheredAccountFacts
        from web.resolvers import register_resolver
        from web.slots import register_section

        Account.facts_builder = GatheredAccountFacts
        register_resolver("accounts_named_on", named_accounts.accounts_named_on)
        register_resolver("accounts_by_id", named_accounts.accounts_by_id)
        register_section("practitioner", named_accounts.accounts_without_authorization)

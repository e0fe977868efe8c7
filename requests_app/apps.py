from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"

    def ready(self) -> None:
        from requests_app.facts import GatheredRequestFacts
        from requests_app.models import AccountRequest
        from requests_app.services.addresses import drop_handles, request_of_address
        from web.resolvers import register_resolver
        from workflow.consequences import register_consequence

        AccountRequest.facts_builder = GatheredRequestFacts
        register_resolver("request_of_address", request_of_address)
        # Every step that ends a request without an approval: its handles are free again.
        for step in ("decline", "refuse", "withdraw"):
            register_consequence(f"request.{step}", drop_handles)

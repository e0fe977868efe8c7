from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"

    def ready(self) -> None:
        from access.queries import organization_abbreviations
        from web.resolvers import register_resolver

        register_resolver("organization_abbreviations", organization_abbreviations)

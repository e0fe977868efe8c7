from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from outbox.email_log import organization_emails
        from web.slots import register_section

        register_section("organization", organization_emails)

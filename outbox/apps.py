from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from outbox.email_log import organization_emails
        from outbox.sign_in_links import send_sign_in_link
        from web.resolvers import register_resolver
        from web.slots import register_section

        register_section("organization", organization_emails)
        register_resolver("send_sign_in_link", send_sign_in_link)

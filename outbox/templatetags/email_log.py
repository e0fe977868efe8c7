from django.template import Library

from outbox.email_log import latest_emails

register = Library()
register.inclusion_tag("outbox/latest_emails.html")(latest_emails)

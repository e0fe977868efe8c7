from tests.outbox.email_log import count_queries as queries
from tests.outbox.email_log import create_emails as write
from tests.outbox.email_log import email_log_url as address
from tests.outbox.email_log import get_page as reading

__all__ = ["address", "queries", "reading", "write"]

from tests.outbox.email_log import (  # noqa: F401
    count_queries as queries,
    create_emails as write,
    email_log_url as address,
    get_page as reading,
)

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections

log = structlog.get_logger()


def log_refused_demo_accounts() -> None:
    """At start-up: how many accounts of a demonstration the database holds, none of which may sign in."""
    if settings.DEMO:
        return
    try:
        count = get_user_model().objects.filter(is_demo=True).count()
    except DatabaseError:
        log.warning("demo_accounts_not_counted")
    else:
        say = log.warning if count else log.info
        say("demo_accounts_refused", count=count)
    # The workers are forked from this process, and must not share its connection.
    connections.close_all()

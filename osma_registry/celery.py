import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")

app = Celery("osma_registry")
app.config_from_object("osma_registry.celeryconfig")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Connected, it keeps Celery from replacing the JSON logs."""

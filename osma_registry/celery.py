import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")

app = Celery("osma_registry")
app.config_from_object("osma_registry.celeryconfig")
app.autodiscover_tasks()


# Celery configures logging itself unless something is connected to this signal: settings.py has done it.
@setup_logging.connect
def skip_celery_logging(**_: object) -> None:
    pass

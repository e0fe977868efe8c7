import os

from django.core.wsgi import get_wsgi_application

from osma_registry.demo_accounts import log_refused_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
application = get_wsgi_application()
log_refused_demo_accounts()

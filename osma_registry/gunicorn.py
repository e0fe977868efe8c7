from pathlib import Path

from osma_registry.logs import logging_config

workers = 2  # scaled by containers, not here
threads = 4
preload_app = True
timeout = 30
graceful_timeout = 10
max_requests = 5000  # bounds a memory leak; the jitter keeps workers from restarting together
max_requests_jitter = 500
# In memory: on a slow disk a worker's heartbeat can block, and gunicorn would kill it.
MEMORY = "/dev/shm"  # noqa: S108
worker_tmp_dir = MEMORY if Path(MEMORY).is_dir() else None
logconfig_dict = logging_config("INFO") | {"loggers": {"gunicorn.error": {}}}
accesslog = None  # RequestLogMiddleware writes the line, with the id of the request
control_socket_disable = True

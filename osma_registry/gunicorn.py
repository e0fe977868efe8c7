"""gunicorn's configuration, the same in development and in production."""

from pathlib import Path

from osma_registry.logs import handling

workers = 2  # more of them by more containers
threads = 4
preload_app = True
timeout = 30
graceful_timeout = 10
max_requests = 5000
max_requests_jitter = 500
MEMORY = "/dev/shm"  # noqa: S108
worker_tmp_dir = MEMORY if Path(MEMORY).is_dir() else None  # heartbeats wait for no disk
logconfig_dict = handling("INFO") | {"loggers": {"gunicorn.error": {}}}
accesslog = None  # each request writes its own line, with its id
control_socket_disable = True

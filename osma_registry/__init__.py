from osma_registry.celery import app

__all__ = ["app"]

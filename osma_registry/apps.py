from django.contrib.admin.apps import AdminConfig


class ReferenceConfig(AdminConfig):
    default_site = "access.reference_site.ReferenceSite"

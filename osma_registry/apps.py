from django.contrib.admin.apps import AdminConfig


class ReferenceConfig(AdminConfig):
    default_site = "access.admin_site.ReferenceSite"

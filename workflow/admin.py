from django.contrib import admin

from access.reference_site import ReferenceAdmin
from workflow.models import Holiday, Target


@admin.register(Target)
class TargetAdmin(ReferenceAdmin):
    list_display = ["lifecycle", "step", "days"]


@admin.register(Holiday)
class HolidayAdmin(ReferenceAdmin):
    list_display = ["day", "name_en", "name_fr", "worked"]

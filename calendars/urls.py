from django.urls import path

from calendars import views

urlpatterns = [
    path("preferences/calendar/", views.calendar, name="calendar"),
    path("preferences/calendar/renew/", views.calendar_renew, name="calendar_renew"),
    path("preferences/calendar/switch-off/", views.calendar_switch_off, name="calendar_switch_off"),
]

from reminders import calendar_views, choice_views, letter_views, operation_views

urlpatterns = [
    *choice_views.urlpatterns,
    *calendar_views.urlpatterns,
    *letter_views.urlpatterns,
    *operation_views.urlpatterns,
]

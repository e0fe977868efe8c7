from reminders import choice_views, operation_views

urlpatterns = [*choice_views.urlpatterns, *operation_views.urlpatterns]

from reminders import operation_views

urlpatterns = [*operation_views.urlpatterns]

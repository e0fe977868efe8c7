from django.urls import path

from notifications import views

urlpatterns = [
    path("preferences/emails/", views.email_preferences, name="email_preferences"),
    path("emails/<slug:object_type>/<uuid:pk>/", views.email_log_page, name="email_log"),
    path("operations/", views.operations, name="operations"),
    path("operations/retry/", views.emails_retry, name="emails_retry"),
    path("operations/<uuid:pk>/retry/", views.email_retry, name="email_retry"),
]

from django.urls import path

from practitioners import views

urlpatterns = [
    path("practitioners/", views.practitioners, name="practitioners"),
    path("practitioners/new/", views.practitioner_new, name="practitioner_new"),
    path("practitioners/<uuid:pk>/", views.practitioner, name="practitioner"),
    path(
        "practitioners/<uuid:pk>/evidence/",
        views.practitioner_evidence,
        name="practitioner_evidence",
    ),
    *views.steps,
]

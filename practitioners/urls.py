from django.urls import path

from practitioners.views import practitioners

urlpatterns = [
    path("practitioners/", practitioners.practitioners, name="practitioners"),
    path("practitioners/new/", practitioners.practitioner_new, name="practitioner_new"),
    path("practitioners/<uuid:pk>/", practitioners.practitioner, name="practitioner"),
    path(
        "practitioners/<uuid:pk>/evidence/",
        practitioners.practitioner_evidence,
        name="practitioner_evidence",
    ),
    *practitioners.steps,
]

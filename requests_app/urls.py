from django.urls import path

from requests_app import (
    answers,
    attachment_views,
    consultation,
    form_views,
    naming,
    page_views,
    start_views,
    step_forms,
    submission,
    summary,
    transfer,
    views,
)
from requests_app.models import Request
from workflow.pages import StepPage, step_urls

steps = step_urls(
    "requests",
    Request,
    {
        "consult": StepPage(consultation.consult, template="requests_app/consult.html"),
        "recall": StepPage(consultation.recall),
        "advise": StepPage(consultation.advise, step_forms.AdviseForm, about=summary.covered),
        "submit": StepPage(submission.submit, template="requests_app/submit.html"),
        "resubmit": StepPage(submission.resubmit, template="requests_app/submit.html"),
        "present": StepPage(submission.present, template="requests_app/submit.html"),
        "answer": StepPage(answers.answer, step_forms.AnswerForm),
        "withdraw": StepPage(submission.withdraw, step_forms.WithdrawForm),
        "name_practitioner": StepPage(naming.name_practitioner, step_forms.NamePractitionerForm),
        "accept_transfer": StepPage(transfer.accept_transfer),
    },
)
urlpatterns = [
    path("requests/", views.requests, name="requests"),
    path("requests/new/", start_views.request_new, name="request_new"),
    path("requests/<uuid:pk>/", views.request_page, name="request"),
    path("requests/<uuid:pk>/edit/", form_views.request_edit, name="request_edit"),
    path("requests/<uuid:pk>/form/", form_views.request_form, name="request_form"),
    path("requests/<uuid:pk>/form/<slug:slug>/", page_views.request_page, name="request_page"),
    path("requests/<uuid:pk>/similar/", form_views.request_similar, name="request_similar"),
    path(
        "requests/<uuid:pk>/attachments/<uuid:attachment>/",
        attachment_views.attachment,
        name="attachment",
    ),
    path(
        "requests/<uuid:pk>/attachments/<uuid:attachment>/remove/",
        attachment_views.attachment_remove,
        name="attachment_remove",
    ),
    *steps,
]

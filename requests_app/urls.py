from django.urls import path

from requests_app.forms import steps as step_forms
from requests_app.models import AccountRequest
from requests_app.queries import summary
from requests_app.services import consultation, returns, submission
from requests_app.views import attachments, form, requests
from workflow.step_views import StepPage, step_urls

steps = step_urls(
    "requests",
    AccountRequest,
    {
        "consult": StepPage(service=consultation.consult, template="requests_app/consult.html"),
        "recall": StepPage(service=consultation.recall),
        "advise": StepPage(
            service=consultation.advise,
            form=step_forms.AdviseForm,
            about=summary.advice_coverage_rows,
        ),
        "submit": StepPage(service=submission.submit, template="requests_app/submit.html"),
        "resubmit": StepPage(service=submission.resubmit, template="requests_app/submit.html"),
        "present": StepPage(service=submission.present, template="requests_app/submit.html"),
        "answer": StepPage(service=returns.answer_reasons, form=step_forms.AnswerForm),
        "withdraw": StepPage(service=submission.withdraw, form=step_forms.WithdrawForm),
        "name_practitioner": StepPage(
            service=submission.name_practitioner, form=step_forms.NamePractitionerForm
        ),
        "accept_transfer": StepPage(service=submission.accept_transfer),
    },
)
urlpatterns = [
    path("requests/", requests.requests, name="requests"),
    path("requests/new/", requests.request_new, name="request_new"),
    path("requests/<uuid:pk>/", requests.request_detail, name="request"),
    path("requests/<uuid:pk>/edit/", form.request_edit, name="request_edit"),
    path("requests/<uuid:pk>/form/", form.request_form, name="request_form"),
    path("requests/<uuid:pk>/form/<slug:slug>/", form.request_page, name="request_page"),
    path("requests/<uuid:pk>/similar/", form.request_similar, name="request_similar"),
    path(
        "requests/<uuid:pk>/attachments/<uuid:attachment>/",
        attachments.attachment,
        name="attachment",
    ),
    path(
        "requests/<uuid:pk>/attachments/<uuid:attachment>/remove/",
        attachments.attachment_remove,
        name="attachment_remove",
    ),
    *steps,
]

from approvals import forms, services
from requests_app.models import AccountRequest
from requests_app.queries.summary import decision_rows
from workflow.step_views import StepPage, step_urls

urlpatterns = step_urls(
    "requests",
    AccountRequest,
    {
        "endorse": StepPage(service=services.endorse, about=decision_rows),
        "decline": StepPage(
            service=services.decline, form=forms.ParagraphForm, about=decision_rows
        ),
        "assign": StepPage(service=services.assign),
        "unassign": StepPage(service=services.unassign, form=forms.UnassignForm),
        "return_for_changes": StepPage(
            service=services.return_for_changes,
            form=forms.ReturnForm,
            template="approvals/return_for_changes.html",
        ),
        "recommend": StepPage(
            service=services.recommend, form=forms.RecommendForm, about=decision_rows
        ),
        "ask_again": StepPage(
            service=services.ask_again, form=forms.QuestionForm, about=decision_rows
        ),
        "approve": StepPage(service=services.approve, form=forms.ApproveForm, about=decision_rows),
        "refuse": StepPage(service=services.refuse, form=forms.RefuseForm, about=decision_rows),
    },
)

from approvals import forms, services
from requests_app.models import AccountRequest
from requests_app.queries.summary import decision_rows
from workflow.step_views import StepPage, step_urls

urlpatterns = step_urls(
    "requests",
    AccountRequest,
    {
        "endorse": StepPage(services.endorse, about=decision_rows),
        "decline": StepPage(services.decline, forms.ParagraphForm, about=decision_rows),
        "assign": StepPage(services.assign),
        "unassign": StepPage(services.unassign, forms.UnassignForm),
        "return_for_changes": StepPage(
            services.return_for_changes, forms.ReturnForm, "approvals/return_for_changes.html"
        ),
        "recommend": StepPage(services.recommend, forms.RecommendForm, about=decision_rows),
        "ask_again": StepPage(services.ask_again, forms.QuestionForm, about=decision_rows),
        "approve": StepPage(services.approve, forms.ApproveForm, about=decision_rows),
        "refuse": StepPage(services.refuse, forms.RefuseForm, about=decision_rows),
    },
)

from approvals import decision, forms, l1, review
from requests_app.models import Request
from workflow.pages import StepPage, step_urls

urlpatterns = step_urls(
    "requests",
    Request,
    {
        "endorse": StepPage(l1.endorse),
        "decline": StepPage(l1.decline, forms.ClauseForm),
        "take_up": StepPage(review.take_up),
        "hand_back": StepPage(review.hand_back, forms.HandBackForm),
        "send_back": StepPage(review.send_back, forms.SendBackForm, "approvals/send_back.html"),
        "recommend": StepPage(review.recommend, forms.RecommendForm),
        "ask_again": StepPage(decision.ask_again, forms.QuestionForm),
        "approve": StepPage(decision.approve, forms.ApproveForm),
        "refuse": StepPage(decision.refuse, forms.RefuseForm),
    },
)

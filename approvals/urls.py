from approvals import decision, forms, l1, review
from requests_app.models import Request
from requests_app.summary import judged
from workflow.pages import StepPage, step_urls

urlpatterns = step_urls(
    "requests",
    Request,
    {
        "endorse": StepPage(l1.endorse, about=judged),
        "decline": StepPage(l1.decline, forms.ClauseForm, about=judged),
        "take_up": StepPage(review.take_up),
        "hand_back": StepPage(review.hand_back, forms.HandBackForm),
        "send_back": StepPage(review.send_back, forms.SendBackForm, "approvals/send_back.html"),
        "recommend": StepPage(review.recommend, forms.RecommendForm, about=judged),
        "ask_again": StepPage(decision.ask_again, forms.QuestionForm, about=judged),
        "approve": StepPage(decision.approve, forms.ApproveForm, about=judged),
        "refuse": StepPage(decision.refuse, forms.RefuseForm, about=judged),
    },
)

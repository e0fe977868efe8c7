from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """The labels say what to type: a placeholder would say it twice, and then vanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

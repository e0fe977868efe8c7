from django import forms

class LoginForm(forms.Form):
    def clean_login(self) -> str: ...

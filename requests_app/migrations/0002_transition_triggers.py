from django.db import migrations

from workflow.triggers import InstallTransitionTrigger


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_initial")]
    operations = [
        InstallTransitionTrigger(
            lifecycle="request",
            table="requests_app_accountrequest",
            rows="fede3caea12c",
        ),
    ]

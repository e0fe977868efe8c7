from django.db import migrations

from workflow.triggers import InstallTransitionTrigger


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0001_initial")]
    operations = [
        InstallTransitionTrigger(
            lifecycle="practitioner",
            table="practitioners_authorization",
            rows="8173b162b809",
        ),
    ]

from django.db import migrations

from workflow.triggers import InstallTransitionTrigger


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        InstallTransitionTrigger(
            lifecycle="account",
            table="registry_account",
            rows="20c73afa5516",
        ),
        InstallTransitionTrigger(
            lifecycle="assessment",
            table="registry_assessment",
            rows="4da556002416",
        ),
    ]

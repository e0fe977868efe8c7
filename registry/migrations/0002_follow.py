from django.db import migrations

from workflow.triggers import FollowTable


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        FollowTable(
            lifecycle="account",
            table="registry_account",
            rows="e2d3e8e27be4",
        ),
        FollowTable(
            lifecycle="assessment",
            table="registry_assessment",
            rows="1203f8673b94",
        ),
    ]

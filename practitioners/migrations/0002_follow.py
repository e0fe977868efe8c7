from django.db import migrations

from workflow.triggers import FollowTable


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0001_initial")]
    operations = [
        FollowTable(
            lifecycle="practitioner",
            table="practitioners_authorization",
            rows="6a1403a494a3",
        ),
    ]

from django.db import migrations

from workflow.triggers import FollowTable


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_initial")]
    operations = [
        FollowTable(
            lifecycle="request",
            table="requests_app_request",
            rows="2ef153fc6ab7",
        ),
    ]

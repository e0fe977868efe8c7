from django.db import migrations

from audit.chain import INSTALL_SQL, REMOVE_SQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(INSTALL_SQL, REMOVE_SQL)]

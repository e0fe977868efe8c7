from django.db import migrations

# The partner of my partner is me (§ 4.10(4)): of the two rows of a pair, each has the other's two columns
# crosswise. Django has no foreign key of two columns. Deferred, since the rows are saved one by one.
ADD = """
ALTER TABLE registry_account ADD CONSTRAINT account_paired_both_ways
    FOREIGN KEY (partner_id, id) REFERENCES registry_account (id, partner_id)
    DEFERRABLE INITIALLY DEFERRED
"""
REMOVE = "ALTER TABLE registry_account DROP CONSTRAINT account_paired_both_ways"


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_transition_triggers")]
    operations = [migrations.RunSQL(ADD, REMOVE)]

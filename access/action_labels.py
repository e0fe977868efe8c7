"""Labels of the audit actions on people, role assignments, organizations and delegations."""

from django.utils.translation import gettext_lazy as _

# Steps of a lifecycle take their label from the step table; these actions have no table.
ACTION_LABELS = {
    "person.add": _("Person added"),
    "person.change": _("Person changed"),
    "person.deactivate": _("Person deactivated"),
    "person.reactivate": _("Person active again"),
    "person.invite": _("Invited by e-mail"),
    "person.request_reset": _("Link for a new password asked for"),
    "person.set_password": _("Password set with the link"),
    "person.change_password": _("Password changed"),
    "person.set_preferences": _("Preferences changed"),
    "person.set_email_preferences": _("Choice of mail changed"),
    "person.renew_calendar": _("Address of the calendar made"),
    "person.switch_off_calendar": _("Calendar switched off"),
    "role.assign": _("Role assigned"),
    "role.revoke": _("Role ended"),
    "organization.create": _("Organization added"),
    "organization.change": _("Organization changed"),
    "organization.end": _("Organization ended"),
    "organization.set_l1_step": _("L1 step switched"),
    "delegation.delegate": _("Delegate named"),
    "delegation.end": _("Delegation ended"),
}

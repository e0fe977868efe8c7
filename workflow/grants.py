"""Where the runtime role may delete, and where it may only add; each table with its reason.

Nothing else is ever deleted: a record that ends keeps its row.
"""

ROWS_THAT_GO = {
    "django_session": "signing out, and clearing sessions that ended",
    "guardian_userobjectpermission": "a delegation that is taken back",
    "guardian_groupobjectpermission": "a delegation that is taken back",
    "access_person_groups": "Django's own groups of a person",
    "access_person_user_permissions": "Django's own permissions of a person",
    "registry_account_practitioners": "a person no longer named on an account; the log keeps it",
    "registry_savedview": "a list that its owner no longer keeps; no record, and nobody else's",
    "requests_app_request_practitioners": "a person named by mistake; the log keeps it",
    "requests_app_typedpage": "what was typed, once it is saved or discarded; never part of a record",
    "requests_app_proposal": "the second handle, when a pair becomes one account; the log keeps it",
}

ADD_ONLY = {
    "audit_event": "the chain of events",
    "django_migrations": "written by the owner",
}

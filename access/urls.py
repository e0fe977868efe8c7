from django.urls import path

from access.views import delegations, organizations, passwords, people

urlpatterns = [
    path("sign-in/forgotten/", passwords.password_forgotten, name="password_forgotten"),
    path("sign-in/forgotten/<str:secret>/", passwords.sign_in_link, name="password_reset"),
    path("invitation/<str:secret>/", passwords.sign_in_link, name="invitation"),
    path("preferences/password/", passwords.password_change, name="password_change"),
    path("preferences/", people.preferences, name="preferences"),
    path("people/", people.people_list, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<uuid:pk>/deactivate/", people.person_deactivate, name="person_deactivate"),
    path("people/<uuid:pk>/reactivate/", people.person_reactivate, name="person_reactivate"),
    path("people/<uuid:pk>/invite/", people.person_invite, name="person_invite"),
    path("people/<uuid:pk>/role/", people.role_assign, name="role_assign"),
    path("roles/<uuid:pk>/revoke/", people.role_revoke, name="role_revoke"),
    path("organizations/", organizations.organization_list, name="organizations"),
    path("organizations/<uuid:pk>/", organizations.organization, name="organization"),
    path("organizations/<uuid:pk>/new/", organizations.organization_new, name="organization_new"),
    path(
        "organizations/<uuid:pk>/edit/", organizations.organization_edit, name="organization_edit"
    ),
    path("organizations/<uuid:pk>/end/", organizations.organization_end, name="organization_end"),
    path(
        "organizations/<uuid:pk>/l1-step/",
        organizations.organization_l1_step,
        name="organization_l1_step",
    ),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/new/", delegations.delegation_new, name="delegation_new"),
    path("delegations/<uuid:pk>/end/", delegations.delegation_end, name="delegation_end"),
]

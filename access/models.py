"""People, the organization tree, role assignments and delegations."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from audit.models import AuditedModel
from directive.lifecycles.grammar import Relation
from directive.roles import ASSIGNABLE_ROLES, ROLES_BY_NAME
from web.constraints import implies, none_empty
from web.language import collation_key, localized
from web.text.confusables import skeleton
from web.text.names import NameField
from web.text.search import SearchField
from web.time_zones import DEPARTMENT_ZONE, TIME_ZONE_CHOICES

SORT_KEY_LENGTH = 200
USERNAME_KEY_LENGTH = 600


def sort_key(name: str) -> str:
    # A sign can become many letters: the key of a name may be longer than the name.
    return collation_key(name)[:SORT_KEY_LENGTH]


def active_on(day: date | None = None) -> Q:
    """Condition on `first_day` and `last_day`: both days are included, no last day means no end."""
    day = day or timezone.localdate()
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def _username_key(username: str) -> str:
    # One sign can become eighteen in a skeleton.
    return skeleton(username)[:USERNAME_KEY_LENGTH]


class PersonManager(UserManager["Person"]):
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "Person":
        """By the sign-in name in any case; Person.DoesNotExist also for one that only looks like it."""
        typed = self.model.normalize_username(username or "").casefold()
        person = self.get(username_key=_username_key(typed))
        if person.username.casefold() != typed:
            raise self.model.DoesNotExist
        return person


class Person(AuditedModel, AbstractBaseUser, PermissionsMixin):
    class Engagement(models.TextChoices):
        EMPLOYEE = "employee", _("DND employee")
        MEMBER = "member", _("CAF member")
        CONTRACTOR = "contractor", _("Contractor")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")

    class Theme(models.TextChoices):
        SYSTEM = "", _("As on the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = NameField(_("sign-in name"), max_length=150, unique=True)
    # How the sign-in name looks (`skeleton`): of two that could be mistaken for each other there is one.
    username_key = models.CharField(max_length=USERNAME_KEY_LENGTH, unique=True, editable=False)
    name = NameField(_("name"), max_length=200)
    # The embedded PostgreSQL has no ICU collations: names are ordered by a column without accents.
    sort_name = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)
    search_text = SearchField(of=("name", "email", "username"))
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of mail"), max_length=2, blank=True, choices=Language)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=DEPARTMENT_ZONE,
        db_default=DEPARTMENT_ZONE,
        choices=TIME_ZONE_CHOICES,
    )
    theme = models.CharField(
        _("light or dark"), max_length=10, blank=True, default="", db_default="", choices=Theme
    )
    engagement = models.CharField(
        _("engagement"), max_length=10, choices=Engagement, default=Engagement.EMPLOYEE
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Its password is public: it signs in to a demonstration alone.
    is_demo = models.BooleanField(default=False, db_default=False, editable=False)

    objects = PersonManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]
    object_type = "person"
    unaudited_fields = ("password", "last_login", "is_demo", "search_text", "username_key")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name"]
        constraints = [none_empty("username", "username_key", "name", name="person_named")]

    def __str__(self) -> str:
        return self.name

    @property
    def can_sign_in(self) -> bool:
        return self.is_active and (settings.DEMO or not self.is_demo)

    @property
    def languages(self) -> list[str]:
        """The languages of e-mails to this person: both, while the preference is not known."""
        return [self.language] if self.language else list(self.Language.values)

    def clean(self) -> None:
        super().clean()
        self.username_key = key = _username_key(self.username)
        if self.username and not key:
            raise ValidationError({"username": _("A sign-in name needs a letter or a digit.")})
        if key and Person.objects.filter(username_key=key).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"username": _("Somebody has this sign-in name, or one that looks like it.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username_key = _username_key(self.username)
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)


class OrganizationManager(MP_NodeManager):
    def active_on(self, day: date | None = None) -> models.QuerySet["Organization"]:
        """Organizations that exist on `day`; an unknown date counts as existing, `valid_to` is excluded."""
        day = day or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def search(self, text: str) -> models.QuerySet["Organization"]:
        """By part of a name or by the whole abbreviation or code, without case and accents."""
        key = collation_key(text)
        return self.by_name().filter(
            Q(sort_en__contains=key) | Q(sort_fr__contains=key) | Q(short_names__contains=[key])
        )

    def by_name(self) -> models.QuerySet["Organization"]:
        """In alphabetical order of the reader's language, É with E."""
        return self.order_by(localized("sort_en", "sort_fr"))


class Organization(AuditedModel, MP_Node):
    class Level(models.TextChoices):
        ROOT = "root", _("Department and Forces")
        L1 = "l1", _("Level one organization")
        FORMATION = "formation", _("Formation or division")
        UNIT = "unit", _("Unit, base, wing or directorate")

    object_type = "organization"
    # Treebeard's and computed columns: a child added elsewhere changes them, which is no change of this row.
    unaudited_fields = ("path", "depth", "numchild", "sort_en", "sort_fr", "short_names")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    name_en = NameField(_("name in English"), max_length=200)
    name_fr = NameField(_("name in French"), max_length=200)
    abbr_en = NameField(_("abbreviation in English"), max_length=40, blank=True)
    abbr_fr = NameField(_("abbreviation in French"), max_length=40, blank=True)
    sort_en = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)
    sort_fr = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)
    # The abbreviations and the code, as `collation_key`: a search finds them as a whole alone.
    short_names = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)  # exclusive
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    l1_step = models.BooleanField(
        _("the L1 endorses requests first"), default=False, help_text=_("§ 4.2 Note")
    )
    unconfirmed = models.CharField(_("how well attested"), max_length=60, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=DEPARTMENT_ZONE,
        db_default=DEPARTMENT_ZONE,
        choices=TIME_ZONE_CHOICES,
        help_text=_("The days of its targets and reminders begin at midnight there."),
    )
    reply_to = models.EmailField(
        _("where answers to mail go"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "A shared mailbox, not that of a person. Empty: as for the organization above."
        ),
    )
    # Kept sorted, treebeard would rewrite the paths of later siblings, and of all below them, at each insert.
    node_order_by: list[str] = []

    objects = OrganizationManager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            none_empty("code", "name_en", "name_fr", name="organization_named"),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="organization_days_in_order",
                violation_error_message=_("It cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(successor__isnull=False), Q(valid_to__isnull=False) & ~Q(successor=F("id"))
                ),
                name="organization_succeeded_by_another",
                violation_error_message=_("An organization does not succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return localized(self.name_en, self.name_fr)

    @property
    def audit_label(self) -> str:
        return self.name_en

    @property
    def abbr(self) -> str:
        return localized(self.abbr_en, self.abbr_fr) or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_en, self.sort_fr = sort_key(self.name_en), sort_key(self.name_fr)
        names = {collation_key(name) for name in (self.abbr_en, self.abbr_fr, self.code)}
        self.short_names = sorted(names - {""})
        super().save(*args, **kwargs)

    def paths_above(self) -> list[str]:
        """The paths from the root to this organization, itself included and last."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    @cached_property
    def level_one(self) -> "Organization | None":
        """The L1 organization that this one belongs to, which may be itself; None at the root (§ 4.2 Note)."""
        return Organization.objects.filter(path__in=self.paths_above(), level=self.Level.L1).first()


DELEGATION_TOO_LONG = _("A delegation lasts a year at most.")


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self, day: date | None = None) -> "RoleAssignmentQuerySet":
        # Deactivating a person ends nothing here: when active again, the person has the same roles.
        return self.filter(active_on(day), ended_at__isnull=True, person__is_active=True)

    def covering(self, organization: Organization) -> "RoleAssignmentQuerySet":
        return self.filter(organization__path__in=organization.paths_above())


class RoleAssignment(AuditedModel):
    """A role held by a person in an organization and everything below it, from a first to a last day."""

    object_type = "role_assignment"  # in audit events and notifications
    relations = {Relation.OWN: ("person",)}
    account_column = ""  # see `policy.PolicyObject`: reminders apply the policy to this model too

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="role_assignments"
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=[(role.value, _(ROLES_BY_NAME[role].title)) for role in ASSIGNABLE_ROLES],
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="role_assignments",
    )
    first_day = models.DateField(_("first day"), default=timezone.localdate)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    # Revoked at once, whatever its last day.
    ended_at = models.DateTimeField(null=True, editable=False)
    # An acting appointment for the holder of a position; a delegation is a row of its own.
    acting_for = models.ForeignKey(
        Person,
        verbose_name=_("acting for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        ordering = ["first_day"]
        indexes = [models.Index("role", "organization", name="role_assignment_by_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="role_assignment_days_in_order",
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(acting_for__isnull=True) | ~Q(acting_for=F("person")),
                name="role_assignment_not_acting_for_oneself",
                violation_error_message=_("Nobody acts for themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.organization_id}"

    @property
    def audit_label(self) -> str:
        return f"{self.person.name}: {self.role} {self.organization.code}"


class Delegation(models.Model):
    """A person lets a delegate act for them, for a time, in one organization or for one account.

    While it may be exercised, a permission stored by guardian says so (`access/delegation.py`).
    """

    object_type = "delegation"
    relations = {Relation.OWN: ("person",)}
    account_column = "account_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="delegations"
    )
    delegate = models.ForeignKey(
        Person,
        verbose_name=_("delegate"),
        on_delete=models.PROTECT,
        related_name="delegations_received",
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # No foreign key: accounts belong to registry, a higher package.
    account_id = models.UUIDField(_("account"), null=True, blank=True)
    first_day = models.DateField(_("first day"), default=timezone.localdate)
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=300)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        permissions = [("exercise_delegation", "Can exercise this delegation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="delegation_days_in_order",
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(
                    last_day__lte=ExpressionWrapper(
                        F("first_day") + Value(366), output_field=models.DateField()
                    )
                ),
                name="delegation_at_most_a_year",
                violation_error_message=DELEGATION_TOO_LONG,
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False, account_id__isnull=True)
                | Q(organization__isnull=True, account_id__isnull=False),
                name="delegation_of_one_thing",
                violation_error_message=_("Choose one organization or one account."),
            ),
            models.CheckConstraint(
                condition=~Q(delegate=F("person")),
                name="delegation_to_another",
                violation_error_message=_("Choose somebody else than yourself."),
            ),
            none_empty("reason", name="delegation_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day} {self.last_day}"


class SavedView(models.Model):
    """Filters, columns and order of the account list under a name; private to one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = NameField(_("name of the view"), max_length=60)
    query = models.TextField(blank=True)  # the query string of the list

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_view_name"),
            none_empty("name", name="saved_view_named"),
        ]

    def __str__(self) -> str:
        return self.name


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def open(self) -> "SignInLinkQuerySet":
        return self.filter(
            used_at__isnull=True, ended_at__isnull=True, expires_at__gt=timezone.now()
        )


class SignInLink(models.Model):
    """With it a person sets a password: sent by e-mail, for one use, until it expires.

    Its secret stands in the e-mail alone (`access/services/sign_in_links.py`).
    """

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        RESET = "reset", _("New password")

    object_type = "sign_in_link"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_in_links")
    purpose = models.CharField(max_length=10, choices=Purpose)
    fingerprint = models.CharField(max_length=64, unique=True)  # a hash of the secret
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # By a newer link, a password or another e-mail address.
    ended_at = models.DateTimeField(null=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")
        constraints = [
            none_empty("purpose", "fingerprint", name="sign_in_link_hashed"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="sign_in_link_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(ended_at__isnull=True),
                name="sign_in_link_not_used_and_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"

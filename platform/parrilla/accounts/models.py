"""People: learners, teachers and guests, in one table, so that all they do has one kind of owner."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def create_guest(self, language: str) -> "User":
        """A person we know only by a session cookie. Has no e-mail and no password, so nobody can sign in as one."""
        user = self.model(email=None, is_guest=True, language=language)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """`is_guest` people own runs, bets and answers like anybody; signing up moves what they own to the new account."""

    class Role(models.TextChoices):
        LEARNER = "learner", _("Learner")
        TEACHER = "teacher", _("Teacher")

    email = models.EmailField(
        _("e-mail"), unique=True, null=True, blank=True
    )  # null: guests have none, and it is unique
    name = models.CharField(_("name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.LEARNER)
    language = models.CharField(_("language"), max_length=5, default="es")
    is_guest = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # The account a guest has by now, while something of theirs could not follow yet; see `adoption`.
    moved_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email or f"guest {self.pk}"

    @property
    def is_teacher(self) -> bool:
        return self.role == self.Role.TEACHER and not self.is_guest

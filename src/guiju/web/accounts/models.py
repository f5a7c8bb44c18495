"""Accounts, and the failures to log in to them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from guiju.systems.directory.models import Person
from guiju.web.people import standing_in
from guiju.web.policy import Visitor


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **more: Any) -> Account:
        """An account; without a password nobody can log in to it by one."""
        account = self.model(username=username, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who may come in; `username` is the code of the person in the directory."""

    username = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    first_name = models.CharField(max_length=200, blank=True)
    last_name = models.CharField(max_length=200, blank=True)
    duties = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=16, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = Accounts()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        """The name of the person."""
        return self.name

    @cached_property
    def person(self) -> Person | None:
        """The person of the directory."""
        return Person.objects.filter(code=self.username).first()

    @property
    def name(self) -> str:
        """What people call them."""
        return str(self.person.name if self.person is not None else self.username)

    @cached_property
    def visitor(self) -> Visitor:
        """Who they are to the policy; somebody who left has no role and no duty."""
        person = self.person
        if person is not None and person.left:
            return Visitor(self.username)
        roles = frozenset(person.roles) if person is not None else frozenset()
        instead = standing_in(self.username)
        return Visitor(self.username, roles, frozenset(self.duties), instead)

    def get_full_name(self) -> str:
        """What people call them."""
        return self.name

    def get_short_name(self) -> str:
        """What people call them."""
        return self.name


class Failure(models.Model):
    """A failure to log in to an account from an address."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Looked up by account and address."""

        indexes = (models.Index(fields=("account", "address", "at"), name="guiju_failure"),)


class Invitation(models.Model):
    """A token that lets somebody set the password of an account once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)

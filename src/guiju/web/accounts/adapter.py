"""What allauth asks of this house: nobody signs up alone, and the login is guarded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guiju.web.accounts import guard
from guiju.web.accounts.models import Account
from guiju.web.engine import now


def address_of(request: HttpRequest) -> str:
    """The address a request comes from."""
    return str(request.META.get("REMOTE_ADDR") or "")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let nobody try who failed too often.

        Raises:
            ValidationError: they have to wait.
        """
        account = str(credentials.get("username") or credentials.get("email") or "")
        if guard.blocked(account, address_of(request), now()):
            raise ValidationError(
                _("Too many failures. Wait a quarter of an hour, then try again.")
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a failure."""
        account = str(credentials.get("username") or credentials.get("email") or "")
        guard.note_failure(account, address_of(request), now())

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """A login that went well clears the failures before it."""
        guard.forget(user.username, address_of(request))
        return super().post_login(request, user, **more)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever comes from a provider must be known here already, by a mail address it verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody is made an account because a provider knows them."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie what the provider knows to the account with the same verified address."""
        if sociallogin.is_existing:
            return
        for each in sociallogin.email_addresses:
            found = Account.objects.filter(email__iexact=each.email, is_active=True)
            if each.verified and found.count() == 1:
                sociallogin.connect(request, found.get())
                return

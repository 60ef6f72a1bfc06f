"""Who may judge: Django's users, each with a role that is a group."""

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from onrecord.record import BadOption


class EditorRole(StrEnum):
    """A reader sees the desk, an editor judges, an admin also exports and sees who did what."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


_RANK = list(EditorRole)


def role_of(user: Any) -> EditorRole | None:
    """The role of whoever is signed in; None for others and for those who were removed."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return None
    named = {group.name for group in user.groups.all()}
    held = [role for role in _RANK if role.value in named]
    return held[-1] if held else None


def may(user: Any, role: EditorRole) -> bool:
    """Whether the user has this role or a higher one."""
    held = role_of(user)
    return held is not None and _RANK.index(held) >= _RANK.index(role)


def add_editor(name: str, role: EditorRole, password: str | None = None) -> User:
    """A new user; without a password they sign in by a link that sets one.

    Raises BadOption where the name is taken or the password too weak.
    """
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise BadOption(f"there is an editor {name!r} already; give another name")
        user = User(username=name)
        if password is None:
            user.set_unusable_password()
        else:
            check_password(password, user)
            user.set_password(password)
        user.save()
        _put(user, role)
    return user


def check_password(password: str, user: User) -> None:
    """Raises BadOption with the reasons where a password is too weak."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadOption(" ".join(error.messages)) from error


def set_role(name: str, role: EditorRole) -> None:
    """Gives a user another role, also one who was removed."""
    with transaction.atomic():
        user = find_editor(name)
        user.is_active = True
        user.save(update_fields=["is_active"])
        _put(user, role)


def remove_editor(name: str) -> None:
    """Takes a user's role and sign-in away; their judgements stay theirs."""
    with transaction.atomic():
        user = find_editor(name)
        user.is_active = False
        user.set_unusable_password()  # which also ends every session that they have
        user.save(update_fields=["is_active", "password"])
        user.groups.clear()


def editors() -> list[tuple[User, EditorRole | None, int]]:
    """All users by name, each with their role and how often they judged."""
    users = User.objects.prefetch_related("groups").order_by("username")
    return [(user, role_of(user), user.judgements.count()) for user in users]


def find_editor(name: str) -> User:
    """The user of this name; raises BadOption where there is none."""
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        raise BadOption(f"there is no editor {name!r}; `onrecord editors list` tells who is")
    return user


def _put(user: User, role: EditorRole) -> None:
    user.groups.set([Group.objects.get_or_create(name=role.value)[0]])

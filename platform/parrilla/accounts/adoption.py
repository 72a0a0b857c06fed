"""What a guest owned becomes the account's, whole or not at all, when the visitor signs up or in.

It works on every foreign key to User, so a model added later is moved too. Where account and guest both hold what may
exist once, the account's own row wins; its model may define `absorb(self, other)` to take over what is worth keeping of
the guest's.
"""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction
from django.dispatch import Signal

from parrilla.accounts.models import User

Model = type[models.Model]
Field = models.ForeignKey[Any, Any]

adopted = Signal()
"""Sent after commit with `account`, whose record has grown without any of its rows being saved."""


def adopt(guest: User, account: User) -> None:
    """Move everything from `guest` to `account` and delete the guest.

    A row that only a passing state keeps from moving (both have a run under way) stays with the guest, who is marked
    `moved_to`; `finish` moves it when that state is over. Raises ValueError for a pair that may not be joined.
    """
    if guest.pk == account.pk or not guest.is_guest or account.is_guest:
        raise ValueError("only a guest can be adopted, and only by an account")
    with transaction.atomic():
        # Locked in one order, so that two log-ins at once queue instead of deadlocking; gone means another one did it.
        found = User.objects.select_for_update().filter(pk__in=[guest.pk, account.pk]).order_by("pk")
        if len(found) < 2:
            return
        left = [row for model, field in owned() for row in _move(model, field, guest, account)]
        if left:
            User.objects.filter(pk=guest.pk).update(moved_to=account)
        else:
            guest.delete()
        transaction.on_commit(lambda: adopted.send(User, account=account))


def finish(owner: User) -> None:
    """Move what had to stay behind, if `owner` is a guest who has an account by now."""
    if owner.is_guest and owner.moved_to is not None:
        adopt(owner, owner.moved_to)


def owned() -> Iterator[tuple[Model, Field]]:
    """Each model and field that points at a User, hidden ones and tables between many and many included."""
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model is not User:
            yield relation.related_model, relation.field


def _move(model: Model, field: Field, guest: User, account: User) -> list[models.Model]:
    """Move the rows of one model; returns those that could not be moved yet."""
    mine = model._base_manager.filter(**{field.name: guest})
    try:
        with transaction.atomic():
            mine.update(**{field.name: account})
            return []
    except IntegrityError:
        return [row for row in mine.order_by("pk") if not _move_one(row, field, account)]


def _move_one(row: models.Model, field: Field, account: User) -> bool:
    rows = type(row)._base_manager
    try:
        with transaction.atomic():
            rows.filter(pk=row.pk).update(**{field.name: account})
            return True
    except IntegrityError:
        for names in _unique_with(type(row), field):
            same = {name: account if name == field.name else getattr(row, name) for name in names}
            own = rows.filter(**same).first()
            if own is not None:
                absorb = getattr(own, "absorb", None)
                if absorb is not None:
                    absorb(row)
                row.delete()
                return True
    return False


def _unique_with(model: Model, field: Field) -> Iterator[tuple[str, ...]]:
    """The sets of fields, this one among them, that are unique at all times; conditions are passing states."""
    if field.unique:
        yield (field.name,)
    yield from (tuple(names) for names in model._meta.unique_together if field.name in names)
    for constraint in model._meta.total_unique_constraints:
        if field.name in constraint.fields:
            yield tuple(constraint.fields)

"""Doing something once for a key, in one transaction with what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from django.db import IntegrityError, transaction

from guiju.journal.store import exact, pack, unpack
from guiju.systems.call import Call, refused
from guiju.systems.writing import writing


def once(
    call: Call,
    content: Any,
    action: Callable[[], Mapping[str, Any]],
    key: str | None = None,
    first: Callable[[], None] | None = None,
) -> Mapping[str, Any]:
    """Do something unless it was done under this key; then give the first answer again.

    Args:
        call: whose topic and key name what is done.
        content: what tells two things under one key apart.
        action: does it and gives an answer; whatever it raises undoes all.
        key: another key than the call's.
        first: looks, before the transaction, whether it is worth one.

    Raises:
        BusinessError: `key-reused`: the key was used with other content.
    """
    from guiju.systems.once.models import Asked

    name = key or call.key
    digest = blake2b(pack(exact(content)), digest_size=16).hexdigest()
    known = Asked.objects.filter(topic=call.topic, key=name).first()
    if known is None:
        if first is not None:
            first()
        with writing():
            try:
                with transaction.atomic():
                    row = Asked.objects.create(
                        topic=call.topic, key=name, digest=digest, at=call.now
                    )
            except IntegrityError:
                known = Asked.objects.get(topic=call.topic, key=name)
            else:
                answer = dict(action())
                Asked.objects.filter(pk=row.pk).update(answer=pack(exact(answer)))
                return answer
    if known.digest != digest:
        raise refused("key-reused", "key", "the content this key was used with", name)
    answer = unpack(bytes(known.answer))
    return dict(answer)

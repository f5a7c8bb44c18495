"""What cases are found by beside their names."""

from __future__ import annotations

from django.db import models


class Key(models.Model):
    """A case was once called so: a digest of an order number, a customer number.

    The value itself is not kept a second time: what has been erased in the journal is nowhere else.
    """

    digest = models.CharField(max_length=32)
    case_no = models.BigIntegerField()

    class Meta:
        """Looked up by digest; a key of a case is kept once."""

        constraints = (
            models.UniqueConstraint(fields=("digest", "case_no"), name="guiju_one_case_key"),
        )


class KeysRead(models.Model):
    """How far the journal of a shard has been read for keys."""

    shard = models.IntegerField(primary_key=True)
    seq = models.BigIntegerField()

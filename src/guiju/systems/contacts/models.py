"""Tables of customers and contacts."""

from __future__ import annotations

from django.db import models

from guiju.systems.fields import ExactJSON


class Customer(models.Model):
    """A customer, and how to reach one."""

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    chat = models.CharField(max_length=64, blank=True)
    webhook = models.CharField(max_length=1000, blank=True)
    address = models.TextField(blank=True)
    language = models.CharField(max_length=16, blank=True)
    more = ExactJSON(default=dict)


class Contact(models.Model):
    """One talk, call, visit or exchange of texts with a customer.

    Attributes:
        owner: who answers for the customer now.
        waiting_for: who was asked to take over and has not accepted.
        late: something was written down later after the end than allowed.
        late_by: seconds between the end and the latest entry.
        entries: number of entries; `seal` is the hash of the last one.
    """

    key = models.CharField(max_length=300, unique=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    customer = models.CharField(max_length=64, db_index=True)
    channel = models.CharField(max_length=32)
    direction = models.CharField(max_length=3)
    owner = models.CharField(max_length=64, blank=True)
    waiting_for = models.CharField(max_length=64, blank=True)
    transfers = models.IntegerField(default=0)
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    late_by = models.IntegerField(default=0)
    rating_asked = models.BooleanField(default=False)
    rating = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    satisfied = models.BooleanField(null=True)
    closed = models.BooleanField(default=False)
    compliant = models.BooleanField(null=True)
    entries = models.IntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)


class Entry(models.Model):
    """Something written down; never changed, each holds the hash of the one before.

    Attributes:
        kind: text, transfer, accepted, returned, attachment, discarded, closed.
    """

    contact = models.ForeignKey(Contact, models.PROTECT)
    number = models.IntegerField()
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    writer = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        """Entries are numbered within their contact."""

        constraints = (
            models.UniqueConstraint(fields=("contact", "number"), name="guiju_one_entry"),
        )


class Attachment(models.Model):
    """A recording, a text or a file; after its time the content may go, the row stays."""

    contact = models.ForeignKey(Contact, models.PROTECT)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    content = models.BinaryField(null=True)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    keep_until = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

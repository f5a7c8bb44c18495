"""Tables of the messages; whatever belongs to a case names it."""

from __future__ import annotations

from django.db import models

from guiju.systems.fields import ExactJSON


class Message(models.Model):
    """A message to one recipient, or one that came in.

    Attributes:
        key: of the job and the recipient, or of the mail that came in.
        batch: shared by what one job sent.
        direction: out or in.
        recipient: id of a person, of a role, of a customer, or an address.
        address: where the recipient can be reached, by channel.
        staff: whether it goes to people of the house, who have an inbox here.
        channels: in which order they are tried.
        calendar: an invitation that goes along, iCalendar.
        mail_id: `Message-ID` of the mail, without angle brackets.
        state: waiting, delivered, kept, undelivered, received.
        channel: the one that took it.
    """

    key = models.CharField(max_length=300, unique=True)
    batch = models.CharField(max_length=300, db_index=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=254, db_index=True)
    sender = models.CharField(max_length=254, blank=True)
    address = ExactJSON(default=dict)
    staff = models.BooleanField(default=False)
    channels = ExactJSON(default=list)
    language = models.CharField(max_length=16, blank=True)
    about = models.TextField(blank=True)
    text = models.TextField()
    attachments = ExactJSON(default=list)
    calendar = models.TextField(blank=True)
    mail_id = models.CharField(max_length=254, null=True, unique=True)
    state = models.CharField(max_length=16, db_index=True)
    channel = models.CharField(max_length=16, blank=True)
    todo_for = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """One try of one channel; there is one for a message and a channel.

    Attributes:
        state: trying, delivered, kept, failed.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="attempts")
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        """A channel is tried once for a message."""

        constraints = (
            models.UniqueConstraint(fields=("message", "channel"), name="guiju_one_attempt"),
        )


class Todo(models.Model):
    """Something a person must do since no channel could."""

    key = models.CharField(max_length=300, unique=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    what = models.CharField(max_length=40)
    about = models.TextField()
    recipient = models.CharField(max_length=254)
    todo_for = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=64, blank=True)
    how = models.TextField(blank=True)


class Meeting(models.Model):
    """A meeting; `uid` and `sequence` are those of iCalendar."""

    uid = models.CharField(max_length=254, unique=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    about = models.TextField()
    text = models.TextField(blank=True)
    place = models.TextField(blank=True)
    organiser = models.CharField(max_length=254, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    sequence = models.IntegerField(default=0)
    cancelled = models.BooleanField(default=False)


class Invitee(models.Model):
    """Who was invited; `reply` is none, accepted, declined or tentative."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    who = models.CharField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    reply = models.CharField(max_length=16, default="none")

    class Meta:
        """Everybody is invited once."""

        constraints = (
            models.UniqueConstraint(fields=("meeting", "who"), name="guiju_one_invitation"),
        )


class Minutes(models.Model):
    """Written minutes; `without` is the reason to go on although not all have confirmed."""

    key = models.CharField(max_length=300, unique=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    about = models.TextField()
    text = models.TextField()
    decisions = ExactJSON(default=list)
    meeting = models.CharField(max_length=254, blank=True)
    without = models.TextField(blank=True)
    at = models.DateTimeField()


class Confirmation(models.Model):
    """Who must confirm minutes; `state` is waiting, confirmed or disagreed."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="confirmations")
    person = models.CharField(max_length=64)
    state = models.CharField(max_length=16, default="waiting")
    remark = models.TextField(blank=True)
    reminded = models.IntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        """Everybody confirms once."""

        constraints = (
            models.UniqueConstraint(fields=("minutes", "person"), name="guiju_one_confirmation"),
        )


class Inbox(models.Model):
    """How far an inbox was read; another `validity` means that its numbers begin anew."""

    name = models.CharField(max_length=300, primary_key=True)
    validity = models.CharField(max_length=40, blank=True)
    last = models.BigIntegerField(default=0)

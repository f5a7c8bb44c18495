import django.db.models.deletion
from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Inbox",
            fields=[
                ("name", models.CharField(max_length=300, primary_key=True, serialize=False)),
                ("validity", models.CharField(blank=True, max_length=40)),
                ("last", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.CharField(max_length=254, unique=True)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("about", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("place", models.TextField(blank=True)),
                ("organiser", models.CharField(blank=True, max_length=254)),
                ("starts", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("sequence", models.IntegerField(default=0)),
                ("cancelled", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                ("batch", models.CharField(db_index=True, max_length=300)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("direction", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=40)),
                ("recipient", models.CharField(db_index=True, max_length=254)),
                ("sender", models.CharField(blank=True, max_length=254)),
                ("address", guiju.systems.fields.ExactJSON(default=dict)),
                ("staff", models.BooleanField(default=False)),
                ("channels", guiju.systems.fields.ExactJSON(default=list)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("about", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("attachments", guiju.systems.fields.ExactJSON(default=list)),
                ("calendar", models.TextField(blank=True)),
                ("mail_id", models.CharField(max_length=254, null=True, unique=True)),
                ("state", models.CharField(db_index=True, max_length=16)),
                ("channel", models.CharField(blank=True, max_length=16)),
                ("todo_for", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("about", models.TextField()),
                ("text", models.TextField()),
                ("decisions", guiju.systems.fields.ExactJSON(default=list)),
                ("meeting", models.CharField(blank=True, max_length=254)),
                ("without", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Todo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("what", models.CharField(max_length=40)),
                ("about", models.TextField()),
                ("recipient", models.CharField(max_length=254)),
                ("todo_for", models.CharField(blank=True, max_length=64)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.CharField(blank=True, max_length=64)),
                ("how", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("mail", models.CharField(blank=True, max_length=254)),
                ("reply", models.CharField(default="none", max_length=16)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="guiju_messages.meeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "who"), name="guiju_one_invitation")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=16)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="guiju_messages.message",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("message", "channel"), name="guiju_one_attempt")
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=64)),
                ("state", models.CharField(default="waiting", max_length=16)),
                ("remark", models.TextField(blank=True)),
                ("reminded", models.IntegerField(default=0)),
                ("at", models.DateTimeField(null=True)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="guiju_messages.minutes",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("minutes", "person"), name="guiju_one_confirmation"
                    )
                ],
            },
        ),
    ]

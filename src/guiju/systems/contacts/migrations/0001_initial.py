import django.db.models.deletion
from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("customer", models.CharField(db_index=True, max_length=64)),
                ("channel", models.CharField(max_length=32)),
                ("direction", models.CharField(max_length=3)),
                ("owner", models.CharField(blank=True, max_length=64)),
                ("waiting_for", models.CharField(blank=True, max_length=64)),
                ("transfers", models.IntegerField(default=0)),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("late", models.BooleanField(default=False)),
                ("late_by", models.IntegerField(default=0)),
                ("rating_asked", models.BooleanField(default=False)),
                ("rating", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("satisfied", models.BooleanField(null=True)),
                ("closed", models.BooleanField(default=False)),
                ("compliant", models.BooleanField(null=True)),
                ("entries", models.IntegerField(default=0)),
                ("seal", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("mail", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=64)),
                ("chat", models.CharField(blank=True, max_length=64)),
                ("webhook", models.CharField(blank=True, max_length=1000)),
                ("address", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("more", guiju.systems.fields.ExactJSON(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=16)),
                ("content", models.BinaryField(null=True)),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("keep_until", models.DateTimeField()),
                ("discarded_at", models.DateTimeField(null=True)),
                ("discarded_by", models.CharField(blank=True, max_length=64)),
                ("reason", models.TextField(blank=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="guiju_contacts.contact"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("writer", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField()),
                ("seal", models.CharField(max_length=64)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="guiju_contacts.contact"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("contact", "number"), name="guiju_one_entry")
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChosenFate",
            fields=[
                ("order", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("fate", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="SimulatedParcel",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("waybill", models.CharField(max_length=20, null=True, unique=True)),
                ("order", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("taken", models.DateTimeField(null=True)),
                ("cancelled", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("order", models.CharField(db_index=True, max_length=200)),
                ("case", models.CharField(default="", max_length=200)),
                ("carrier", models.CharField(max_length=60)),
                ("waybill", models.CharField(max_length=100)),
                ("service", models.CharField(max_length=60)),
                ("address", guiju.systems.fields.ExactJSON()),
                ("parcels", guiju.systems.fields.ExactJSON()),
                ("enclosed", guiju.systems.fields.ExactJSON(default=list)),
                ("booked", models.DateTimeField()),
                ("promised", models.DateTimeField(null=True)),
                ("dispatched", models.DateTimeField(null=True)),
                ("cancelled", models.DateTimeField(null=True)),
                ("status", models.CharField(default="pending", max_length=30)),
                ("sub_status", models.CharField(default="", max_length=30)),
                ("last_movement", models.DateTimeField(null=True)),
                ("polled", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "waybill"), name="shipping_waybill_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusMapping",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("carrier", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=100)),
                ("status", models.CharField(max_length=30)),
                ("sub_status", models.CharField(default="", max_length=30)),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "code"), name="shipping_mapping_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="UnmappedStatus",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("carrier", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=100)),
                ("text", models.TextField(default="")),
                ("times", models.IntegerField(default=1)),
                ("first", models.DateTimeField()),
                ("last", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "code"), name="shipping_unmapped_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("version", models.IntegerField()),
                ("number", models.CharField(max_length=100)),
                ("language", models.CharField(max_length=10)),
                ("xml", models.BinaryField()),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shipment", "name", "version"), name="shipping_paper_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("missed", models.IntegerField(default=1)),
                ("reason", models.TextField(default="")),
                ("closed", models.DateTimeField(null=True)),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed", None)),
                        fields=("shipment",),
                        name="shipping_one_open_gap",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("carrier", models.CharField(max_length=60)),
                ("event", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=100)),
                ("status", models.CharField(default="", max_length=30)),
                ("sub_status", models.CharField(default="", max_length=30)),
                ("text", models.TextField(default="")),
                ("place", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
                ("heard", models.DateTimeField()),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shipping.shipment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "event"), name="shipping_event_once")
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BlockedLocation",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Box",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("rank", models.IntegerField()),
                ("inner", models.JSONField()),
                ("most", models.IntegerField()),
                ("tare", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ParcelCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("parcel", models.CharField(db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("good", models.BooleanField()),
                ("details", guiju.systems.fields.ExactJSON()),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PickList",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("case", models.CharField(default="", max_length=200)),
                ("picker", models.CharField(default="", max_length=200)),
                ("waits_for", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SavedLayout",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("values", guiju.systems.fields.ExactJSON()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PickLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("no", models.IntegerField()),
                ("stop", models.IntegerField()),
                ("item", models.CharField(max_length=60)),
                ("location", models.CharField(max_length=60)),
                ("zone", models.CharField(default="", max_length=60)),
                ("order", models.CharField(default="", max_length=200)),
                ("quantity", models.BigIntegerField()),
                ("picked", models.BigIntegerField(default=0)),
                ("errors", models.IntegerField(default=0)),
                (
                    "picklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="warehouse.picklist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScanEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200)),
                ("location", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=200)),
                ("quantity", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("heard", models.DateTimeField()),
                ("by", models.CharField(default="", max_length=200)),
                ("manual", models.BooleanField(default=False)),
                ("reason", models.TextField(default="")),
                ("result", models.CharField(max_length=20)),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="warehouse.pickline",
                    ),
                ),
                (
                    "picklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="warehouse.picklist",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="pickline",
            constraint=models.UniqueConstraint(
                fields=("picklist", "no"), name="warehouse_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pickline",
            constraint=models.CheckConstraint(
                condition=models.Q(("picked__gte", 0), ("picked__lte", models.F("quantity"))),
                name="warehouse_line_not_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="scanentry",
            constraint=models.UniqueConstraint(
                fields=("picklist", "key"), name="warehouse_scan_once"
            ),
        ),
    ]

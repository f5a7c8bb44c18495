from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("value", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("values", guiju.systems.fields.ExactJSON(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="House",
            fields=[
                ("name", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("away", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(max_length=16)),
                ("origin", models.CharField(max_length=64)),
                ("order_id", models.CharField(blank=True, db_index=True, max_length=64)),
                ("state", models.CharField(db_index=True, max_length=16)),
                ("case", models.CharField(blank=True, max_length=240)),
                ("problems", guiju.systems.fields.ExactJSON(default=list)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("what", models.CharField(max_length=64)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("values", guiju.systems.fields.ExactJSON(default=dict)),
                ("state", models.CharField(db_index=True, default="waiting", max_length=16)),
                ("erp_id", models.CharField(blank=True, max_length=200)),
                ("tries", models.IntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("next_at", models.DateTimeField(db_index=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order_id", models.CharField(max_length=64, unique=True)),
                ("order", guiju.systems.fields.ExactJSON()),
            ],
        ),
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=64)),
                ("location", models.CharField(blank=True, max_length=64)),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item", "location"), name="guiju_one_level")
                ],
            },
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=64)),
                ("order_id", models.CharField(max_length=64)),
                ("process", models.CharField(max_length=100)),
                ("case", models.CharField(max_length=240)),
                ("digest", models.CharField(max_length=64)),
                ("order", guiju.systems.fields.ExactJSON()),
                ("channel", models.CharField(max_length=16)),
                ("entry", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("started", models.BooleanField(db_index=True, default=False)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("origin", "order_id"), name="guiju_one_order")
                ],
            },
        ),
    ]

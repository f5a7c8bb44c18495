from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=400, unique=True)),
                ("person", models.CharField(db_index=True, max_length=64)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("deputies", guiju.systems.fields.ExactJSON(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("above", models.CharField(blank=True, max_length=64)),
                ("head", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("department", models.CharField(blank=True, db_index=True, max_length=64)),
                ("superior", models.CharField(blank=True, max_length=64)),
                ("mail", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=64)),
                ("chat", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("roles", guiju.systems.fields.ExactJSON(default=list)),
                ("channels", guiju.systems.fields.ExactJSON(default=list)),
                ("deputies", guiju.systems.fields.ExactJSON(default=list)),
                ("left", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Rota",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("alarm", guiju.systems.fields.ExactJSON(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rota", models.CharField(db_index=True, max_length=64)),
                ("person", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("order", models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=64)),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("up_to", models.DecimalField(decimal_places=6, max_digits=30, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("role", "subject"), name="guiju_one_limit")
                ],
            },
        ),
    ]

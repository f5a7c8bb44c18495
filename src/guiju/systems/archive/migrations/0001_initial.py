from django.db import migrations, models

import guiju.systems.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300, unique=True)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("title", models.TextField()),
                ("store", models.CharField(max_length=16)),
                ("location", models.CharField(blank=True, max_length=1000)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("files", guiju.systems.fields.ExactJSON(default=list)),
                ("at", models.DateTimeField()),
                ("kept_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                ("location", models.CharField(max_length=1000, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
            ],
        ),
    ]

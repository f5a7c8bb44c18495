import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CodeMapping",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("scheme", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=100)),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Counting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200)),
                ("location", models.CharField(max_length=60)),
                ("lot", models.CharField(default="", max_length=60)),
                ("counted", models.BigIntegerField()),
                ("expected", models.BigIntegerField()),
                ("booked", models.BooleanField()),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("quantity", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("source", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("last_event", models.DateTimeField(null=True)),
                ("last_heard", models.DateTimeField(null=True)),
                ("lag", models.BigIntegerField(default=0)),
                ("alarm", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("quantity", models.BigIntegerField()),
                ("lost", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(default="", max_length=200)),
                ("gtin", models.CharField(max_length=14, null=True, unique=True)),
                ("unit", models.CharField(default="piece", max_length=20)),
                ("weight", models.IntegerField(null=True)),
                ("size", models.JSONField(null=True)),
                ("pack", models.IntegerField(default=1)),
                ("fixed_line", models.IntegerField(null=True)),
                ("on_hand", models.BigIntegerField(default=0)),
                ("reserved", models.BigIntegerField(default=0)),
                ("margin", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=12)),
                ("location", models.CharField(max_length=60)),
                ("lot", models.CharField(default="", max_length=60)),
                ("on_hand", models.BigIntegerField(default=0)),
                ("reserved", models.BigIntegerField(default=0)),
                ("key", models.CharField(db_index=True, max_length=200)),
                ("case", models.CharField(default="", max_length=200)),
                ("order", models.CharField(db_index=True, default="", max_length=200)),
                ("reason", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Oversell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("missing", models.BigIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("lost", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("choice", models.CharField(default="", max_length=12)),
                ("cost", models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ("settled", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("quantity", models.BigIntegerField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("line", models.BigIntegerField()),
                ("available", models.BigIntegerField()),
                ("reason", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("settled", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("order", models.CharField(default="", max_length=200)),
                ("case", models.CharField(default="", max_length=200)),
                ("state", models.CharField(db_index=True, default="held", max_length=10)),
                ("made", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("location", models.CharField(max_length=60)),
                ("lot", models.CharField(default="", max_length=60)),
                ("expires", models.DateField(null=True)),
                ("on_hand", models.BigIntegerField(default=0)),
                ("reserved", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="UnmappedCode",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("scheme", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=100)),
                ("times", models.IntegerField(default=1)),
                ("first", models.DateTimeField()),
                ("last", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="FeedEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("item", models.CharField(default="", max_length=60)),
                ("code", models.CharField(default="", max_length=100)),
                ("location", models.CharField(default="", max_length=60)),
                ("quantity", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("heard", models.DateTimeField()),
                ("result", models.CharField(max_length=10)),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="stock.feed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeedItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("level_at", models.DateTimeField(null=True)),
                ("margin", models.BigIntegerField(default=0)),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="stock.feed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningLine",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="line",
                        serialize=False,
                        to="stock.item",
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("method", models.CharField(max_length=10)),
                ("reason", models.TextField(default="")),
                ("by", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("mean", models.FloatField(default=0.0)),
                ("deviation", models.FloatField(default=0.0)),
                ("days", models.IntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("code"), name="stock_item_code_any_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserved__gte", 0), ("on_hand__gte", models.F("reserved"))),
                name="stock_item_never_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("margin__gte", 0)), name="stock_item_margin"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("pack__gte", 1)), name="stock_item_pack"
            ),
        ),
        migrations.AddField(
            model_name="held",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="feeditem",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="counting",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="codemapping",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="oversell",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="held",
            name="reservation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="stock.reservation",
            ),
        ),
        migrations.AddField(
            model_name="shelf",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="shelves", to="stock.item"
            ),
        ),
        migrations.AddField(
            model_name="held",
            name="shelf",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="held", to="stock.shelf"
            ),
        ),
        migrations.AddConstraint(
            model_name="unmappedcode",
            constraint=models.UniqueConstraint(
                fields=("scheme", "code"), name="stock_unmapped_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedevent",
            constraint=models.UniqueConstraint(fields=("feed", "event"), name="stock_event_once"),
        ),
        migrations.AddConstraint(
            model_name="feeditem",
            constraint=models.UniqueConstraint(fields=("feed", "item"), name="stock_feed_item"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.UniqueConstraint(fields=("item", "day"), name="stock_demand_one"),
        ),
        migrations.AddConstraint(
            model_name="codemapping",
            constraint=models.UniqueConstraint(fields=("scheme", "code"), name="stock_mapping_one"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("item",),
                name="stock_one_open_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelf",
            constraint=models.UniqueConstraint(
                fields=("item", "location", "lot"), name="stock_shelf_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelf",
            constraint=models.CheckConstraint(
                condition=models.Q(("reserved__gte", 0), ("on_hand__gte", models.F("reserved"))),
                name="stock_shelf_never_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="held",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 0), ("lost__gte", 0)),
                name="stock_held_never_negative",
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_minutes_objections"),
        ("organisation", "0001_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="HalfYearReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("period", models.CharField(max_length=7)),
                ("version", models.PositiveSmallIntegerField()),
                ("counts", models.JSONField(default=dict)),
                ("words", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("sent_by", models.CharField(max_length=200)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="half_year_reports",
                        to="meetings.body",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.procuratorate",
                    ),
                ),
            ],
            options={
                "ordering": ("-period", "body_id", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "period", "version"),
                        name="half_year_version_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HalfYearReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=200)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="meetings.halfyearreport",
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_national_records"),
        ("office", "0001_office_services"),
        ("organisation", "0001_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
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
                ("text", models.TextField()),
                ("by", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("written_on", models.DateField()),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="office.comment",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="matters.matter",
                    ),
                ),
                (
                    "procuratorate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.procuratorate",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        fields=["procuratorate", "written_on"], name="comment_of_month"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answers__isnull", True))
                        | models.Q(("by", ""), _negated=True),
                        name="comment_answer_is_signed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TakenDown",
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
                ("reason", models.CharField(max_length=2000)),
                ("by", models.CharField(max_length=200)),
                ("taken_down_at", models.DateTimeField()),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_down",
                        to="office.comment",
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.CreateModel(
            name="PostedMonth",
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
                ("month_on", models.DateField()),
                ("version", models.PositiveSmallIntegerField()),
                ("content", models.JSONField(default=dict)),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("digest", models.CharField(max_length=64)),
                ("posted_at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                (
                    "procuratorate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posted_months",
                        to="organisation.procuratorate",
                    ),
                ),
            ],
            options={
                "ordering": ("-month_on", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procuratorate", "month_on", "version"),
                        name="posted_month_version_once",
                    )
                ],
            },
        ),
    ]

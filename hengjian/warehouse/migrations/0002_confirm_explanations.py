from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("warehouse", "0001_warehouse")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="confirmed_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="finding",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by", ""), ("confirmed_on__isnull", True)),
                    models.Q(
                        models.Q(("confirmed_by", ""), _negated=True),
                        ("confirmed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="finding_confirmed_by_and_on",
            ),
        ),
    ]

"""A sealing says when the person's other records had all been looked for."""

from typing import Any

from django.db import migrations, models


def searched_when_sealed(apps: Any, schema_editor: Any) -> None:
    """Until now everything was looked for in the act itself."""
    apps.get_model("warehouse", "Sealing").objects.update(
        searched_at=models.F("sealed_at")
    )


class Migration(migrations.Migration):
    dependencies = (("warehouse", "0003_sealings"),)

    operations = (
        migrations.AddField(
            model_name="sealing",
            name="searched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(searched_when_sealed, migrations.RunPython.noop),
    )

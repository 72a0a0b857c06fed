from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0002_run_rounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="schedule",
            field=models.JSONField(blank=True, default=list),
        ),
    ]

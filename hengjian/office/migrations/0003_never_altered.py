"""What is posted, said and moved is only added to, also for who writes by hand."""

from django.db import migrations

TABLES = (
    "office_posting",
    "office_comment",
    "office_takendown",
    "office_postedmonth",
    "office_stockentry",
)
ACTS = ("UPDATE", "DELETE")
NAME = "office_never_altered"


def _sqlite():
    for table in TABLES:
        for act in ACTS:
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            )


def _postgresql():
    yield f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation';
    END $$"""
    for table in TABLES:
        yield (
            f"CREATE TRIGGER {table}_never_altered BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {NAME}()"
        )


def put(apps, editor):
    is_sqlite = editor.connection.vendor == "sqlite"
    for statement in _sqlite() if is_sqlite else _postgresql():
        editor.connection.cursor().execute(statement)


def take_away(apps, editor):
    cursor = editor.connection.cursor()
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for act in ACTS:
                cursor.execute(f"DROP TRIGGER {table}_no_{act.lower()}")
        return
    for table in TABLES:
        cursor.execute(f"DROP TRIGGER {table}_never_altered ON {table}")
    cursor.execute(f"DROP FUNCTION {NAME}()")


class Migration(migrations.Migration):
    dependencies = [("office", "0002_comments_and_months")]
    operations = [migrations.RunPython(put, take_away)]

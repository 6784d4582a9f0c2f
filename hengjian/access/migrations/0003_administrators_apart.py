"""The three administrators are three accounts, also for who writes to the table by hand."""

from django.db import migrations

ROLES = "'system_administrator', 'security_administrator', 'audit_administrator'"
CLASH = f"""
    SELECT 1 FROM access_rolegrant other
    WHERE other.account_id = NEW.account_id
      AND other.id <> NEW.id
      AND other.role <> NEW.role
      AND (other.role IN ({ROLES}) OR NEW.role IN ({ROLES}))
      AND (other.until_on IS NULL OR other.until_on >= NEW.from_on)
      AND (NEW.until_on IS NULL OR other.from_on <= NEW.until_on)
"""
NAME = "administrators_apart"
# after, because a new row has its number only then
SQLITE = [
    f"""CREATE TRIGGER {NAME}_{act.lower()} AFTER {act} ON access_rolegrant
    WHEN EXISTS ({CLASH}) BEGIN SELECT RAISE(ABORT, '{NAME}'); END"""
    for act in ("INSERT", "UPDATE")
]
SQLITE_AWAY = [f"DROP TRIGGER {NAME}_insert", f"DROP TRIGGER {NAME}_update"]
POSTGRESQL = [
    f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS ({CLASH}) THEN
            RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$""",
    f"""CREATE TRIGGER {NAME} AFTER INSERT OR UPDATE ON access_rolegrant
    FOR EACH ROW EXECUTE FUNCTION {NAME}()""",
]
POSTGRESQL_AWAY = [f"DROP TRIGGER {NAME} ON access_rolegrant", f"DROP FUNCTION {NAME}()"]


def put(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.connection.cursor().execute(statement)


def take_away(apps, editor):
    is_sqlite = editor.connection.vendor == "sqlite"
    for statement in SQLITE_AWAY if is_sqlite else POSTGRESQL_AWAY:
        editor.connection.cursor().execute(statement)


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sign_in_and_delegation")]
    operations = [migrations.RunPython(put, take_away)]

"""Acts on dry runs: asked for, done, failed, read by named people."""

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import (
    AppraisalScheme,
    DryRunReading,
    SchemeDryRun,
    SchemeVersion,
)
from hengjian.appraisal.models.scheme import SchemeState
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.jobs.context import JobContext
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


TASK = "hengjian.appraisal.tasks.try_scheme"
SHORTEST_REMARK = 10  # characters: a reading says what it takes from the dry run


@journal.action
def ask(
    *,
    version: SchemeVersion,
    period: str,
    origin: str,
    facts: str,
    behind: str = "",
    as_job: bool = True,
    by: Actor,
) -> SchemeDryRun:
    """Ask for a dry run of a scheme's latest version on past facts.

    Raises ``AppraisalFault`` for an older version or an adopted scheme.
    """
    scheme = version.scheme
    latest = scheme.versions.order_by("-number").first()
    if latest != version or scheme.state in (SchemeState.ADOPTED, SchemeState.CLOSED):
        raise AppraisalFault(
            Text("只试算最新一版草案", "only the latest draft is tried")
        )
    found = SchemeDryRun(
        version=version,
        period=period[:40],
        origin=origin[:200],
        facts=facts,
        behind=behind,
        requested_by=by.journal_name,
        requested_at=clock.now(),
    )
    found.save()
    journal.enter(
        "appraisal.dry_run_asked",
        subject=found,
        new={"scheme": scheme.pk, "version": version.number, "period": period},
    )
    if as_job:
        jobs.enqueue(
            task=TASK, payload={"number": found.pk}, by=by, key=f"try:{found.pk}"
        )
    return found


@journal.action
def finish(
    *, dry_run: SchemeDryRun, found: str, by: Actor, context: JobContext | None = None
) -> None:
    """Keep what a dry run told; a scheme in draft has been tried."""
    held = SchemeDryRun.objects.select_for_update().get(pk=dry_run.pk)
    held.found, held.state = found, SchemeDryRun.State.DONE
    held.digest = digest_of(canonical([held.facts, held.behind, found]))
    held.finished_at = clock.now()
    held.save()
    scheme = AppraisalScheme.objects.select_for_update().get(pk=held.version.scheme_id)
    if scheme.state == SchemeState.DRAFT:
        scheme.state = SchemeState.TRIED
        scheme.save(update_fields=["state"])
    journal.enter("appraisal.dry_run_done", subject=held, new={"digest": held.digest})
    if context is not None:
        context.complete({"dry_run": held.pk})


@journal.action
def fail(*, dry_run: SchemeDryRun, fault: Text, by: Actor) -> None:
    """Say why a dry run could not be made."""
    dry_run.state = SchemeDryRun.State.FAILED
    dry_run.fault = canonical({"zh": fault.zh, "en": fault.en})
    dry_run.finished_at = clock.now()
    dry_run.save()
    journal.enter("appraisal.dry_run_failed", subject=dry_run, detail={"reason": fault})


@journal.action
def read(
    *, dry_run: SchemeDryRun, person: Person, remark: str, by: Actor
) -> DryRunReading:
    """Declare with a remark to have read what a dry run found.

    Raises ``AppraisalFault`` for one that is not done or not of the latest version, that
    was read by the same person, or for a remark of a word.
    """
    held = SchemeDryRun.objects.select_related("version__scheme").get(pk=dry_run.pk)
    scheme = AppraisalScheme.objects.select_for_update().get(pk=held.version.scheme_id)
    latest = scheme.versions.order_by("-number").first()
    if held.state != SchemeDryRun.State.DONE or held.version != latest:
        raise AppraisalFault(
            Text(
                "只能阅读最新一版已完成的试算",
                "only a done dry run of the latest draft is read",
            )
        )
    if len(remark.strip()) < SHORTEST_REMARK:
        raise AppraisalFault(
            Text(
                f"写下阅读意见，不少于 {SHORTEST_REMARK} 个字",
                f"say what you take from it, at least {SHORTEST_REMARK} characters",
            ),
            where="remark",
        )
    if held.readings.filter(person=person).exists():
        raise AppraisalFault(Text("您已经阅读", "you have read it already"))
    reading = DryRunReading(
        dry_run=held, person=person, remark=remark.strip()[:1000], read_at=clock.now()
    )
    reading.save()
    if scheme.state == SchemeState.TRIED:
        scheme.state = SchemeState.READ
        scheme.save(update_fields=["state"])
    journal.enter(
        "appraisal.dry_run_read",
        subject=held,
        new={"person": person.number, "digest": held.digest},
    )
    return reading

"""What the worker does for publication."""

from typing import Any

from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.faults import UserFault
from hengjian.publication import making
from hengjian.publication.actions import analysis_reports as acts
from hengjian.publication.models import AnalysisReport


@task
def make_report(context: JobContext, report_id: int) -> dict[str, Any]:
    """Make one registered report; entering its numbers ends the job."""
    report = AnalysisReport.objects.select_related("run", "unit").get(pk=report_id)
    if report.state != AnalysisReport.State.MAKING:
        return {"report": report.pk}
    try:
        made = making.carry_out(report, context.progress)
    except UserFault as fault:
        acts.fail(report=report, fault=fault.message, by=context.by)
        raise
    acts.finish(report=report, made=made, by=context.by, context=context)
    return {"report": report.pk, "numbers": len(made.cited)}

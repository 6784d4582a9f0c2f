"""Acts on schemes: drawn up, rewritten, tried, read, adopted, closed."""

from collections.abc import Mapping
from datetime import date

from hengjian.appraisal import policy
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.item_sources import ItemSource, sources_of, sources_text
from hengjian.appraisal.models import AppraisalScheme, SchemeDryRun, SchemeVersion
from hengjian.appraisal.models.scheme import SchemeState
from hengjian.appraisal.scheme_reading import scheme_of, version_digest
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.scoring.model import Scheme
from hengjian.engines.scoring.scheme_text import canonical_text
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import Resolution
from hengjian.organisation.models import Procuratorate


@journal.action
def draw_up(
    *,
    procuratorate: Procuratorate,
    year: int,
    staff_class: str,
    unit_kind: str,
    name: str,
    departments: list[str] | None = None,
    by: Actor,
) -> AppraisalScheme:
    """Begin a scheme; raises ``AppraisalFault`` where its people have one already."""
    asked = {
        "procuratorate": procuratorate,
        "year": year,
        "staff_class": staff_class,
        "unit_kind": unit_kind,
    }
    if AppraisalScheme.objects.filter(**asked).exists():
        raise AppraisalFault(
            Text(
                "这一年、这类人员、这类部门已有方案",
                "there is a scheme for this year, class and kind of department",
            )
        )
    scheme = AppraisalScheme(
        **asked,
        departments=sorted(departments or []),
        name=name.strip()[:100],
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    scheme.save()
    journal.enter(
        "appraisal.scheme_begun",
        subject=scheme,
        new={"name": scheme.name, "year": year, "class": staff_class},
    )
    return scheme


@journal.action
def write_version(
    *,
    scheme: AppraisalScheme,
    content: Scheme,
    sources: Mapping[str, ItemSource],
    published_to: str,
    reason: str = "",
    by: Actor,
) -> SchemeVersion:
    """Keep a new version of a scheme that is not adopted; it is a draft again.

    Raises ``NeverScored``, ``SchemeFaults``, ``AppraisalFault`` for an adopted scheme. A
    door asks ``policy.require`` before, which journals a refusal.
    """
    held = AppraisalScheme.objects.select_for_update().get(pk=scheme.pk)
    _require(held, SchemeState.DRAFT, SchemeState.TRIED, SchemeState.READ)
    own = {
        item.item: sources[item.item] for item in content.items if item.item in sources
    }
    policy.hold(content, own, held.staff_class)
    text, told = canonical_text(content), sources_text(own)
    digest = version_digest(text, told, published_to)
    last = held.versions.order_by("-number").first()
    if last is not None and last.digest == digest:
        journal.nothing_changed()
        return last
    version = SchemeVersion(
        scheme=held,
        number=last.number + 1 if last else 1,
        text=text,
        sources=told,
        published_to=published_to,
        digest=digest,
        reason=reason.strip()[:300],
        made_by=by.journal_name,
        made_at=clock.now(),
    )
    version.save()
    held.state = SchemeState.DRAFT
    held.save(update_fields=["state"])
    journal.enter(
        "appraisal.scheme_written",
        subject=held,
        old={"digest": last.digest} if last else None,
        new={"version": version.number, "digest": digest},
        detail={"reason": version.reason},
    )
    return version


@journal.action
def adopt(
    *,
    scheme: AppraisalScheme,
    decided_on: date,
    resolution: Resolution | None = None,
    decided_as: str = "",
    by: Actor,
) -> AppraisalScheme:
    """Adopt the latest version by a resolution or a decision in words.

    Raises ``AppraisalFault`` where its dry run was not made or not read, where nothing
    decided it, or its text is not what its digest says; ``NeverScored``.
    """
    held = AppraisalScheme.objects.select_for_update().get(pk=scheme.pk)
    version = held.versions.order_by("-number").first()
    tried = version and version.dry_runs.filter(state=SchemeDryRun.State.DONE)
    if (
        version is None
        or not tried
        or not tried.filter(readings__isnull=False).exists()
    ):
        raise AppraisalFault(
            Text(
                "最新一版还没有试算，或试算还没有人阅读，不能通过",
                "its latest version was not tried, or nobody has read the dry run: it "
                "cannot be adopted",
            )
        )
    _require(held, SchemeState.READ)
    if resolution is None and not decided_as.strip():
        raise AppraisalFault(
            Text("写明是哪次会议决定的", "say which meeting decided it"),
            where="decided_as",
        )
    policy.hold(scheme_of(version.text), sources_of(version.sources), held.staff_class)
    held.state, held.adopted_version = SchemeState.ADOPTED, version
    held.adopted_on, held.adopted_by = decided_on, by.journal_name
    held.resolution, held.decided_as = resolution, decided_as.strip()[:300]
    held.save()
    journal.enter(
        "appraisal.scheme_adopted",
        subject=held,
        new={"version": version.number, "digest": version.digest, "on": decided_on},
        detail={
            "resolution": resolution.pk if resolution else None,
            "decided_as": held.decided_as,
        },
    )
    return held


@journal.action
def close(*, scheme: AppraisalScheme, by: Actor) -> AppraisalScheme:
    """End an adopted scheme whose rounds are all closed. Raises ``AppraisalFault``."""
    held = AppraisalScheme.objects.select_for_update().get(pk=scheme.pk)
    _require(held, SchemeState.ADOPTED)
    if held.rounds.filter(state="open").exists():
        raise AppraisalFault(Text("还有考核期没有关闭", "rounds of it are still open"))
    held.state, held.closed_on = SchemeState.CLOSED, clock.today()
    held.save(update_fields=["state", "closed_on"])
    journal.enter("appraisal.scheme_closed", subject=held)
    return held


def _require(scheme: AppraisalScheme, *states: SchemeState) -> None:
    if scheme.state not in states:
        label = SchemeState(scheme.state).label
        raise AppraisalFault(
            Text(
                f"方案状态为“{label}”，不能这样做",
                f"the scheme is “{scheme.state}”: this cannot be done",
            )
        )

"""Offices with people, an adopted scheme and an open year, laid out in bulk."""

from datetime import date

from bench.dry_run import _scheme
from hengjian.engines.scoring.model import Normalise


def laid_out(*, offices: int, people: int, by: str) -> list[int]:
    """The keys of the open years, one for each office; codes are the offices' numbers."""
    # models are there once Django is set up, which a list of benchmarks does not do
    from hengjian.appraisal.models import (
        AppraisalRound,
        AppraisalScheme,
        SchemeVersion,
    )
    from hengjian.appraisal.scheme_reading import version_digest
    from hengjian.audit import actions as journal
    from hengjian.audit.actors import Actor, System
    from hengjian.engines.scoring.scheme_text import canonical_text
    from hengjian.lib import clock
    from hengjian.organisation.models import Person, Procuratorate

    @journal.action
    def lay(*, by: Actor) -> list[int]:
        units = Procuratorate.objects.bulk_create(
            [
                Procuratorate(code=f"{n}", name=f"检察院{n}", level=4, path=f"/{n}/")
                for n in range(offices)
            ]
        )
        Person.objects.bulk_create(
            [
                Person(number=f"p{n}-{place}", name=f"检察官{place}")
                for n in range(offices)
                for place in range(people)
            ],
            batch_size=5000,
        )
        text, now = canonical_text(_scheme(Normalise.NONE)), clock.now()
        digest = version_digest(text, "{}", "nobody")
        schemes = AppraisalScheme.objects.bulk_create(
            [
                AppraisalScheme(
                    procuratorate=unit,
                    year=2026,
                    staff_class="procurators",
                    name="方案",
                    made_by="bench",
                    made_at=now,
                )
                for unit in units
            ]
        )
        versions = SchemeVersion.objects.bulk_create(
            [
                SchemeVersion(
                    scheme=one,
                    number=1,
                    text=text,
                    sources="{}",
                    digest=digest,
                    made_by="bench",
                    made_at=now,
                )
                for one in schemes
            ]
        )
        for one, version in zip(schemes, versions, strict=True):
            one.state, one.adopted_version = "adopted", version
            one.adopted_on, one.decided_as = date(2026, 1, 9), "bench"
        AppraisalScheme.objects.bulk_update(
            schemes, ["state", "adopted_version", "adopted_on", "decided_as"]
        )
        found = AppraisalRound.objects.bulk_create(
            [
                AppraisalRound(
                    scheme=one, period="2026", opened_by="bench", opened_at=now
                )
                for one in schemes
            ]
        )
        journal.enter("bench.laid_out", subject="bench", new={"offices": offices})
        return [one.pk for one in found]

    return list(lay(by=System(by)))

"""What appraisal keeps."""

from hengjian.appraisal.models.bonus import BonusLine, BonusPool
from hengjian.appraisal.models.dry_run import DryRunReading, SchemeDryRun
from hengjian.appraisal.models.fact import AppraisalFact
from hengjian.appraisal.models.grade_decision import GradeDecision
from hengjian.appraisal.models.round import AppraisalRound
from hengjian.appraisal.models.scheme import AppraisalScheme, StaffClass, UnitKind
from hengjian.appraisal.models.scheme_version import PublishedTo, SchemeVersion
from hengjian.appraisal.models.sheet import ScoreSheet
from hengjian.appraisal.models.sheet_version import SheetVersion


__all__ = [
    "AppraisalFact",
    "AppraisalRound",
    "AppraisalScheme",
    "BonusLine",
    "BonusPool",
    "DryRunReading",
    "GradeDecision",
    "PublishedTo",
    "SchemeDryRun",
    "SchemeVersion",
    "ScoreSheet",
    "SheetVersion",
    "StaffClass",
    "UnitKind",
]

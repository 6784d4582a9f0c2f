"""What appraisal keeps."""

from hengjian.appraisal.models.absence import AbsenceKind, GrantedAbsence
from hengjian.appraisal.models.bonus import BonusLine, BonusPool
from hengjian.appraisal.models.department_sheet import (
    DepartmentSheet,
    DepartmentSheetVersion,
)
from hengjian.appraisal.models.dry_run import DryRunReading, SchemeDryRun
from hengjian.appraisal.models.fact import AppraisalFact
from hengjian.appraisal.models.fairness_signal import FairnessSignal
from hengjian.appraisal.models.grade_ballot import GradeBallot, GradeVoice
from hengjian.appraisal.models.grade_decision import GradeDecision
from hengjian.appraisal.models.round import AppraisalRound
from hengjian.appraisal.models.scheme import AppraisalScheme, StaffClass, UnitKind
from hengjian.appraisal.models.scheme_version import PublishedTo, SchemeVersion
from hengjian.appraisal.models.sheet import ScoreSheet
from hengjian.appraisal.models.sheet_version import SheetVersion


__all__ = [
    "AbsenceKind",
    "AppraisalFact",
    "AppraisalRound",
    "AppraisalScheme",
    "BonusLine",
    "BonusPool",
    "DepartmentSheet",
    "DepartmentSheetVersion",
    "DryRunReading",
    "FairnessSignal",
    "GradeBallot",
    "GradeDecision",
    "GradeVoice",
    "GrantedAbsence",
    "PublishedTo",
    "SchemeDryRun",
    "SchemeVersion",
    "ScoreSheet",
    "SheetVersion",
    "StaffClass",
    "UnitKind",
]

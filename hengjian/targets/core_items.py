"""Twenty-six indicators to begin with: an example, no official list.

Chosen from the catalogue among indicators that are in use: quality, timeliness,
follow-through and openness; none is on the never-scored list and none is for analysis
alone. Each office edits its own choice.
"""

EXAMPLE_CORE_ITEMS: tuple[str, ...] = (
    "quality_review_rate",
    "excellent_case_rate",
    "qualified_case_rate",
    "unqualified_case_rate",
    "monitoring_rectification_rate",
    "monitoring_notice_reply_rate",
    "overdue_cases",
    "cases_pending_over_a_year",
    "case_card_error_rate",
    "case_card_late_filling_rate",
    "document_publication_rate",
    "document_errors",
    "file_access_rate",
    "overdue_property",
    "committee_attendances",
    "leader_handling_share",
    "social_governance_reply_rate",
    "social_governance_adoption_rate",
    "suggestion_reply_on_time_rate",
    "suggestion_visit_rate",
    "correction_reply_on_time_rate",
    "correction_in_deed_rate",
    "seven_day_reply_rate",
    "three_month_reply_rate",
    "supervised_matter_closing_rate",
    "assistance_on_time_rate",
)

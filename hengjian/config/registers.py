"""The registers: the only ways in which a lower app reaches an upper one.

Dotted paths, read by ``hengjian.lib.registers``. Plus the pages and API routers of each
app, which only ``config`` mounts.
"""

# May this step happen? Asked inside the transaction: act -> functions(subject, by=)
GATES: dict[str, tuple[str, ...]] = {
    "matters.complete": ("hengjian.honours.completing.only_on_its_page",),
}

# Told after commit, at least once, as a job: event -> tasks
LISTENERS: dict[str, tuple[str, ...]] = {
    "warehouse.import_live": (
        "hengjian.indicators.listening.compute_after_import",
        "hengjian.indicators.listening.keep_back_anew",
        "hengjian.limits.tasks.count_after_import",
        "hengjian.monitoring.tasks.check_after_import",
        "hengjian.warehouse.overlays.listening.answer_matters",
        "hengjian.warehouse.overlays.taking_up.take_up_cards",
        "hengjian.workbench.telling.imports.tell_of_import",
    ),
    "warehouse.import_failed": ("hengjian.workbench.telling.imports.tell_of_import",),
    "warehouse.sealings_changed": ("hengjian.indicators.listening.keep_back_anew",),
    "warehouse.findings_assigned": (
        "hengjian.workbench.telling.findings.tell_of_assignment",
    ),
    "indicators.signals_raised": (
        "hengjian.workbench.telling.signals.tell_of_signals",
    ),
    "warehouse.matter_cards_live": (
        "hengjian.indicators.listening.compute_after_matters",
        "hengjian.limits.tasks.count_after_import",
        "hengjian.monitoring.tasks.check_after_import",
        "hengjian.workbench.telling.imports.tell_of_matter_cards",
    ),
    "matters.changed": (
        "hengjian.ledger.tasks.settle_adoptions",
        "hengjian.warehouse.tasks.take_changed_matters",
    ),
    "targets.change_proposed": ("hengjian.targets.telling.listening.tell_of_proposal",),
    "targets.change_decided": ("hengjian.targets.telling.listening.tell_of_decision",),
    "targets.handed_in": ("hengjian.targets.telling.listening.tell_of_hand_in",),
    "targets.reported": ("hengjian.targets.telling.listening.tell_of_report",),
    "ledger.entered": ("hengjian.ledger.telling.listening.tell_of_entry",),
    "ledger.reversed": ("hengjian.ledger.telling.listening.tell_of_entry",),
    "ledger.question_asked": ("hengjian.ledger.telling.listening.tell_of_question",),
    "ledger.question_answered": ("hengjian.ledger.telling.listening.tell_of_answer",),
    "calendars.released": ("hengjian.calendars.tasks.reproject",),
    "matters.gate_passed": ("hengjian.matters.telling.gates.tell_of_gate",),
    "matters.urged": ("hengjian.matters.telling.listening.tell_of_urging",),
    "matters.supervised": ("hengjian.matters.telling.listening.tell_of_supervision",),
    "matters.extension_asked": (
        "hengjian.matters.telling.listening.tell_of_extension",
    ),
    "matters.extension_decided": (
        "hengjian.matters.telling.listening.tell_of_extension",
    ),
    "office.commented": ("hengjian.office.telling.comments.tell_of_comment",),
    "office.comment_answered": ("hengjian.office.telling.comments.tell_of_answer",),
    "office.stock_low": ("hengjian.office.telling.stock.tell_of_low_stock",),
    "documents.paper_passed_on": ("hengjian.documents.telling.passing.tell_of_paper",),
    "meetings.meeting_called": ("hengjian.meetings.telling.listening.tell_of_meeting",),
    "meetings.meeting_cancelled": (
        "hengjian.meetings.telling.listening.tell_of_meeting",
    ),
    "meetings.papers_sent": ("hengjian.meetings.telling.listening.tell_of_meeting",),
    "meetings.half_year_sent": (
        "hengjian.meetings.telling.listening.tell_of_half_year",
    ),
    "meetings.item_returned": ("hengjian.meetings.telling.listening.tell_of_return",),
    "meetings.minutes_made": ("hengjian.meetings.telling.listening.tell_of_minutes",),
    "meetings.minutes_objected": (
        "hengjian.meetings.telling.listening.tell_of_objection",
    ),
    "meetings.matter_left_open": (
        "hengjian.meetings.telling.listening.tell_of_open_task",
    ),
    "workflow.process_woken": ("hengjian.matters.telling.listening.follow_process",),
    "honours.veto_moved": ("hengjian.honours.telling.vetoes.tell_the_person",),
    "honours.vote_begun": ("hengjian.honours.telling.ballots.tell_the_members",),
    "jobs.job_failed": ("hengjian.workbench.telling.jobs.tell_of_failed_job",),
}

# Named data that forms, documents and tasks may bind: name -> function
PROVIDERS: dict[str, str] = {
    # what the month's work begins with, from indicators, follow-up and card quality
    "publication.month_materials": "hengjian.publication.month_materials.prepared",
    # the office's open petitions, for their clearing each month
    "matters.open_petitions": "hengjian.matters.open_petitions.prepared",
    # which cards and persons are sealed, for matters and documents
    "warehouse.sealed_subjects": "hengjian.warehouse.queries.sealed_subjects.sealed_subjects",
    "warehouse.sealed_matters": "hengjian.warehouse.queries.sealed_matters.sealed_matters",
    "warehouse.national_cards": "hengjian.warehouse.overlays.offering.offered",
    # how card tables name a card by its key
    "warehouse.card_digest": "hengjian.warehouse.card_layout.key_digest",
    # the quality reviews that a sheet rests on
    "appraisal.reviews": "hengjian.monitoring.queries.settled_reviews.settled",
    # the vetoes that a sheet counts
    "honours.vetoes": "hengjian.honours.queries.vetoes.in_force",
    # the pages that somebody may open, for the search
    "workbench.pages": "hengjian.config.navigation.navigation",
}

# Whose open limits move when the calendar changes: objects with ``kind``, ``title``,
# ``moving(before, after)`` and ``move(moving)`` (hengjian.calendars.open_limits)
OPEN_LIMITS: tuple[str, ...] = (
    "hengjian.warehouse.open_limits.FINDINGS",
    "hengjian.limits.open_limits.CARD_LIMITS",
    "hengjian.matters.open_limits.TASKS",
    "hengjian.workflow.open_timers.TIMERS",
)

# Whose keys a new master key wraps, beside the vault's own: actions(by=) -> how many
KEYS_WRAPPED_ANEW: tuple[str, ...] = (
    "hengjian.documents.actions.keys.wrap_all_anew",
    "hengjian.matters.actions.keys.wrap_all_anew",
    "hengjian.ratings.actions.releasing.seal_urns_anew",
)

# What a process's service task may call: name -> action
ACTS: dict[str, str] = {
    "posting.post_request": "hengjian.office.actions.posting.post_request",
    "posting.post_answer": "hengjian.office.actions.posting.post_answer",
    "stores.issue": "hengjian.office.actions.stock.issue_for_matter",
    "meetings.report_back": "hengjian.meetings.actions.following.report_back",
    "appraisal.freeze": "hengjian.appraisal.actions.objections.freeze",
    "appraisal.settle": "hengjian.appraisal.actions.objections.settle",
    "targets.open": "hengjian.targets.actions.setting.open_plan",
    "targets.submit": "hengjian.targets.actions.setting.submit",
    "targets.reopen": "hengjian.targets.actions.setting.reopen",
    "targets.adopt": "hengjian.targets.actions.setting.adopt",
    "honours.open_round": "hengjian.honours.actions.opening.open_round",
}

# An upper app's part on a lower app's page: page -> functions(request, subject)
PANELS: dict[str, tuple[str, ...]] = {
    "matters.matter": (
        "hengjian.meetings.views.from_matter.panel",
        "hengjian.office.views.from_matter.panel",
        "hengjian.appraisal.views.objections.panel",
    ),
}

# Where the search looks, in the order of its answer: functions(account, wanted) -> Hits
SEARCHES: tuple[str, ...] = (
    "hengjian.config.navigation.pages",
    "hengjian.workbench.searching.sources.matters",
    "hengjian.workbench.searching.sources.indicators",
    "hengjian.workbench.searching.sources.places",
    "hengjian.workbench.searching.sources.colleagues",
    "hengjian.workbench.searching.sources.cards",
    "hengjian.manual.queries.sections",
)

# What a web process works out before it takes its first request: functions()
READY_BEFOREHAND: tuple[str, ...] = (
    # first what no database is asked for
    "hengjian.ui.beforehand.templates",
    "hengjian.manual.reading.chapters",
    "hengjian.packs.queries.current",
    "hengjian.calendars.queries.calendar_in_force",
    "hengjian.indicators.beforehand.newest_run",
)

# Formats of files that commands read, beside those of packs: their JSON Schemas are published
FILE_FORMATS: tuple[str, ...] = (
    "hengjian.calendars.notice_format.NOTICE",
    "hengjian.meetings.file_tool.tally_file.TALLY",
    "hengjian.ledger.rules_format.RULES",
    "hengjian.appraisal.file_tool.scheme_format.SCHEME",
    "hengjian.appraisal.file_tool.facts_format.FACTS",
)

# Address prefix and the module of addresses
PAGES: tuple[tuple[str, str], ...] = (
    ("", "hengjian.workbench.urls"),
    ("", "hengjian.notices.urls"),
    ("", "hengjian.manual.urls"),
    ("", "hengjian.administration.urls"),
    ("", "hengjian.administration.urls_operations"),
    ("", "hengjian.meetings.urls"),
    ("", "hengjian.indicators.urls"),
    ("", "hengjian.warehouse.urls"),
    ("", "hengjian.office.urls"),
    ("", "hengjian.ledger.urls"),
    ("", "hengjian.matters.urls"),
    ("", "hengjian.documents.urls"),
    ("", "hengjian.limits.urls"),
    ("", "hengjian.monitoring.urls"),
    ("", "hengjian.appraisal.urls"),
    ("", "hengjian.ratings.urls"),
    ("", "hengjian.honours.urls"),
    ("", "hengjian.publication.urls"),
    ("", "hengjian.training.urls"),
    ("", "hengjian.targets.urls"),
)

# Prefix under /api/ and the router
ROUTERS: tuple[tuple[str, str], ...] = (
    ("/organisation", "hengjian.administration.api.router"),
    ("/delegations", "hengjian.administration.api_delegations.router"),
    ("/calendars", "hengjian.administration.api_calendars.router"),
    ("/accounts", "hengjian.administration.api_roles.accounts_router"),
    ("/roles", "hengjian.administration.api_roles.roles_router"),
    ("/journal", "hengjian.administration.api_operations.journal_router"),
    ("/jobs", "hengjian.administration.api_operations.jobs_router"),
    ("/indicators", "hengjian.indicators.api.router"),
    ("/comparisons", "hengjian.indicators.api_comparisons.router"),
    ("/meetings", "hengjian.meetings.api.router"),
    ("/ledger", "hengjian.ledger.api.router"),
    ("/cards", "hengjian.warehouse.api.router"),
    ("/limits", "hengjian.limits.api.router"),
    ("/monitoring", "hengjian.monitoring.api.router"),
    ("/appraisal", "hengjian.appraisal.api.router"),
    ("/ratings", "hengjian.ratings.api.router"),
    ("/sealings", "hengjian.warehouse.api_sealings.router"),
    ("/honours", "hengjian.honours.api.router"),
    ("/reports", "hengjian.publication.api.router"),
    ("/targets", "hengjian.targets.api.router"),
    ("/notices", "hengjian.notices.api.router"),
    ("/matters", "hengjian.matters.api.matters_router"),
    ("/inbox", "hengjian.matters.api.inbox_router"),
    ("/documents", "hengjian.matters.api_documents.router"),
    ("/received-papers", "hengjian.matters.api_received.router"),
)

"""Every rule that packs must keep, in one visible list.

A rule finds faults over all packs at once; the reader has noted misspelt keys, wrong
kinds of values and refused expressions before.
"""

from collections.abc import Callable, Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.rules import (
    case_cards,
    documents,
    forms,
    indicators,
    items,
    limits,
    links,
    measures,
    monitoring,
    naming,
    packs,
    processes,
    sampling,
)


Rule = Callable[[Draft, Mapping[str, Pack]], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    naming.pack_name,
    naming.indicator_name,
    naming.shared_list_name,
    naming.unique_indicators,
    naming.rolled_card_name,
    naming.reserved_words,
    packs.line_of_work,
    packs.choice_functions,
    packs.uses_exist,
    packs.effective_dates,
    packs.own_parameters,
    case_cards.key_items,
    case_cards.personal_key,
    case_cards.role_items,
    case_cards.timezone_known,
    case_cards.unique_checks,
    items.choices_belong,
    items.choices_distinct,
    items.choice_aliases_distinct,
    items.formats_on_dates,
    items.match_is_personal,
    items.derive_or_limit,
    items.personal_copies,
    items.aliases_once,
    items.computed_in_circles,
    links.link_items,
    links.link_personal_items,
    links.link_order,
    measures.aggregate_keys,
    measures.stock_keys,
    measures.measure_dates,
    measures.balance_cells,
    measures.unique_balances,
    indicators.dated_in_order,
    indicators.band_fits,
    indicators.read_with_exists,
    indicators.never_scored,
    processes.drawing_sound,
    processes.table_name,
    processes.table_results,
    processes.table_rows,
    limits.limit_whole,
    limits.limit_lengths_agree,
    limits.deadline_limit,
    limits.deadline_items,
    limits.deadline_shape,
    monitoring.monitored_card,
    monitoring.monitored_by,
    monitoring.monitored_limits,
    sampling.sampled_card,
    sampling.sampled_items,
    forms.form_name,
    forms.form_items,
    forms.form_filling,
    documents.document_items,
    documents.document_layout,
    documents.document_number,
    documents.document_service,
    documents.document_of_task,
)

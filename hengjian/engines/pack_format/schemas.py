"""The file formats of packs, published as JSON Schemas."""

from typing import Any

from hengjian.engines.pack_format.formats.bodies import BODIES
from hengjian.engines.pack_format.formats.case_card import CASE_CARD
from hengjian.engines.pack_format.formats.decisions import DECISIONS
from hengjian.engines.pack_format.formats.demo import DEMO
from hengjian.engines.pack_format.formats.documents import DOCUMENTS
from hengjian.engines.pack_format.formats.forms import FORM
from hengjian.engines.pack_format.formats.integrity import INTEGRITY
from hengjian.engines.pack_format.formats.limits import DEADLINES, LIMITS
from hengjian.engines.pack_format.formats.measuring import (
    BALANCES,
    INDICATOR,
    MEASURES,
    PARAMETERS,
    ROLLED_CARD,
)
from hengjian.engines.pack_format.formats.monitoring import MONITORING
from hengjian.engines.pack_format.formats.pack import PACK
from hengjian.engines.pack_format.formats.pack_test import PACK_TEST
from hengjian.engines.pack_format.formats.policies import POLICIES
from hengjian.engines.pack_format.formats.publication import PUBLICATION
from hengjian.engines.pack_format.formats.routing_table import ROUTING_TABLE
from hengjian.engines.pack_format.formats.sampling import SAMPLING
from hengjian.engines.pack_format.formats.shared_list import SHARED_LIST
from hengjian.engines.pack_format.records import FileFormat


FORMATS: tuple[FileFormat, ...] = (
    PACK,
    CASE_CARD,
    ROLLED_CARD,
    MEASURES,
    BALANCES,
    PARAMETERS,
    INDICATOR,
    DEADLINES,
    MONITORING,
    SAMPLING,
    SHARED_LIST,
    LIMITS,
    POLICIES,
    BODIES,
    FORM,
    DOCUMENTS,
    DECISIONS,
    ROUTING_TABLE,
    INTEGRITY,
    PUBLICATION,
    DEMO,
    PACK_TEST,
)

SCHEMAS: dict[str, dict[str, Any]] = {
    file_format.name: file_format.json_schema() for file_format in FORMATS
}

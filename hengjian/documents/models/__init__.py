from hengjian.documents.models.document import Document, DocumentState
from hengjian.documents.models.document_register import DocumentRegister, OfficeMark
from hengjian.documents.models.document_version import DocumentVersion, Origin
from hengjian.documents.models.office_template import OfficeTemplate
from hengjian.documents.models.received_paper import (
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
)
from hengjian.documents.models.seal_and_service import SealUse, Service, ServiceHow


__all__ = [
    "Document",
    "DocumentRegister",
    "DocumentState",
    "DocumentVersion",
    "OfficeMark",
    "OfficeTemplate",
    "Origin",
    "PassedPaper",
    "ReceivedKind",
    "ReceivedPaper",
    "SealUse",
    "Service",
    "ServiceHow",
]

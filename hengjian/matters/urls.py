"""Addresses of the inbox and of matters."""

from django.urls import path

from hengjian.matters.views import (
    bulk,
    contents,
    documents,
    inbox,
    lists,
    matter,
    matter_acts,
    received,
    records,
    registering,
    releases,
    task_acts,
    unmasking,
)


app_name = "matters"
_ONE = "matters/<int:number>/"
_TASK = f"{_ONE}tasks/<int:item>/"
_DOCUMENT = f"{_ONE}documents/<int:document>/"
_PAPER = f"{_ONE}received/<int:paper>/"
urlpatterns = [
    path("inbox/", inbox.page, name="inbox"),
    path("inbox/allocate/", bulk.allocate, name="allocate-tasks"),
    path("inbox/urge/", bulk.urge, name="urge-tasks"),
    path("matters/", lists.page, name="matters"),
    path("matters/records/", records.page, name="records"),
    path("matters/releases/", releases.page, name="releases"),
    path("matters/new/", lists.choose, name="choose-kind"),
    path("matters/new/<slug:kind>/", registering.page, name="register"),
    path("matters/new/<slug:kind>/cards/", registering.cards, name="register-cards"),
    path("matters/new/<slug:kind>/draft/", registering.draft, name="register-draft"),
    path(_ONE, matter.page, name="matter"),
    path(f"{_ONE}unmask/", unmasking.unmask, name="unmask-matter"),
    path(f"{_TASK}draft/", matter.draft, name="task-draft"),
    path(f"{_TASK}complete/", task_acts.complete, name="complete-task"),
    path(f"{_TASK}claim/", task_acts.claim, name="claim-task"),
    path(f"{_TASK}allocate/", task_acts.allocate, name="allocate-task"),
    path(f"{_TASK}delegate/", task_acts.delegate, name="delegate-task"),
    path(f"{_TASK}return/", task_acts.send_back, name="return-task"),
    path(f"{_TASK}recall/", task_acts.recall, name="recall-task"),
    path(f"{_TASK}countersign/", task_acts.countersign, name="countersign-task"),
    path(f"{_TASK}assist/", task_acts.assist, name="assist-task"),
    path(f"{_TASK}answer/", task_acts.answer, name="answer-task"),
    path(f"{_TASK}urge/", task_acts.urge, name="urge-task"),
    path(f"{_TASK}extension/", task_acts.ask_extension, name="ask-extension"),
    path(
        f"{_ONE}extensions/<int:extension>/",
        task_acts.decide_extension,
        name="decide-extension",
    ),
    path(f"{_ONE}supervise/", matter_acts.supervise, name="supervise-matter"),
    path(f"{_ONE}suspend/", matter_acts.suspend, name="suspend-matter"),
    path(f"{_ONE}resume/", matter_acts.resume, name="resume-matter"),
    path(f"{_ONE}close/", matter_acts.close, name="close-matter"),
    path(f"{_ONE}reopen/", matter_acts.reopen, name="reopen-matter"),
    path(f"{_ONE}archive/", matter_acts.archive, name="archive-matter"),
    path(f"{_ONE}recuse/", matter_acts.recuse, name="recuse-matter"),
    path(f"{_ONE}link/", matter_acts.link, name="link-matter"),
    path(f"{_ONE}note/", matter_acts.note, name="note-matter"),
    path(f"{_ONE}merge/", matter_acts.merge, name="merge-matter"),
    path(f"{_ONE}transfer/", matter_acts.transfer, name="transfer-matter"),
    path(f"{_ONE}contents/<slug:form>/", contents.file, name="contents"),
    path(f"{_ONE}received/", received.register, name="receive"),
    path(_PAPER, received.page, name="received"),
    path(f"{_PAPER}file/", received.file, name="received-file"),
    path(f"{_PAPER}pass-on/", received.pass_on, name="pass-on-received"),
    path(f"{_PAPER}read/", received.read, name="read-received"),
    path(f"{_PAPER}withdraw/", received.withdraw, name="withdraw-received"),
    path(f"{_ONE}documents/", documents.make, name="make-document"),
    path(_DOCUMENT, documents.page, name="document"),
    path(f"{_DOCUMENT}file/<slug:kind>/", documents.file, name="document-file"),
    path(f"{_DOCUMENT}refresh/", documents.refresh, name="refresh-document"),
    path(f"{_DOCUMENT}upload/", documents.upload, name="upload-document"),
    path(f"{_DOCUMENT}issue/", documents.issue, name="issue-document"),
    path(f"{_DOCUMENT}withdraw/", documents.withdraw, name="withdraw-document"),
    path(f"{_DOCUMENT}seal/", documents.seal, name="seal-document"),
    path(f"{_DOCUMENT}serve/", documents.serve, name="serve-document"),
    path(
        f"{_DOCUMENT}receipts/<int:service>/",
        documents.receipt,
        name="document-receipt",
    ),
]

"""Addresses of the pages of imports and of card quality."""

from django.urls import path

from hengjian.warehouse.views import (
    assigning,
    bringing,
    finding,
    import_page,
    imports,
    lists,
    preparing,
    quality,
    rules,
    sealings,
    taking_up,
)


app_name = "warehouse"
urlpatterns = [
    path("imports/", imports.page, name="imports"),
    path("imports/taking-up/", taking_up.page, name="taking-up"),
    path("imports/new/", bringing.page, name="new-import"),
    path("imports/prepare/<slug:key>/", preparing.page, name="prepare-import"),
    path("imports/<int:number>/", import_page.page, name="import"),
    path("imports/<int:number>/stop/", import_page.stop, name="stop-import"),
    path("imports/<int:number>/again/", import_page.again, name="run-import-again"),
    path("imports/<int:number>/rejected/", import_page.rejected, name="rejected-rows"),
    path("quality/", quality.page, name="quality"),
    path("quality/rules/", rules.page, name="quality-rules"),
    path("quality/daily/", lists.daily, name="daily-list"),
    path("quality/monthly/", lists.monthly, name="monthly-list"),
    path("quality/assign/", assigning.assign, name="assign-findings"),
    path("quality/findings/<int:number>/", finding.page, name="finding"),
    path(
        "quality/findings/<int:number>/answer/", finding.answer, name="answer-finding"
    ),
    path(
        "quality/findings/<int:number>/confirm/",
        finding.confirm,
        name="confirm-finding",
    ),
    path(
        "quality/findings/<int:number>/return/",
        finding.send_back,
        name="return-finding",
    ),
    path(
        "quality/findings/<int:number>/unmask/", finding.unmask, name="unmask-finding"
    ),
    path("sealings/", sealings.register, name="sealings"),
    path("sealings/proposed/", sealings.proposed, name="sealing-candidates"),
    path("sealings/seal/", sealings.seal, name="seal-record"),
    path("sealings/<int:number>/", sealings.page, name="sealing"),
    path("sealings/<int:number>/lift/", sealings.lift, name="lift-sealing"),
    path(
        "sealings/<int:number>/cards/<int:card>/open/",
        sealings.open_card,
        name="open-sealed-card",
    ),
]

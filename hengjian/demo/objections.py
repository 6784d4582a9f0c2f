"""An objection under review, a year's notes and prompts, in the invented county."""

from datetime import date

from hengjian.access.models import Account
from hengjian.appraisal.actions.fairness_signals import answer
from hengjian.appraisal.fairness_tasks import ask_people
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.objecting import KIND, bound_form
from hengjian.appraisal.queries.fairness_signals import own_signals
from hengjian.appraisal.queries.sight import own_sheets
from hengjian.audit.actors import Actor
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.lib import clock
from hengjian.matters import filling
from hengjian.matters.actions.completing import complete
from hengjian.matters.actions.registering import register
from hengjian.matters.models import Matter
from hengjian.ratings.actions import year_notes
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.models import YearNote


OBJECTOR, OFFICE, REVIEWER = "procurator", "appraisal", "committee"
WORDS = {
    "ground": "left_out",
    "contested": "办案工作量",
    "words": "九月办结的两件一审公诉因案卡补填晚，没有计入；案号和审结日期见案卡。",
}
LATEST = (date(2026, 10, 19), "替病休同事值班接访两天", "接访登记在办公室")
SAID = "有两件评查结果在十月才录入，材料已交考核办；其余没有异议。"
NOTES = (
    (date(2026, 3, 12), "出庭支持公诉，庭审被选为观摩庭", "全院观摩，讲评记录在政治部"),
    (date(2026, 6, 4), "带教新任助理三个月", "共同审查十一件，逐件讲评"),
    (date(2026, 9, 18), "社会治理检察建议回访", "两家企业已建立出入库制度"),
)


def object_and_note(*, by: Actor) -> None:
    """Raise one objection and write one year's notes; nothing where it was done before."""
    objector = Account.objects.filter(username=OBJECTOR).first()
    if objector is None or objector.person is None or YearNote.objects.exists():
        return
    for day, title, text in NOTES:
        with clock.moved_to(day):
            year_notes.write_note(
                person=objector.person, wording=Wording(day, title, text), by=objector
            )
    with clock.moved_to(date(2026, 10, 15)):
        year_notes.hand_in(person=objector.person, year=2026, by=objector)
        _object(objector)
    with clock.moved_to(date(2026, 10, 19)):
        year_notes.write_note(
            person=objector.person, wording=Wording(*LATEST), by=objector
        )
    _ask(by)


def _ask(by: Actor) -> None:
    """People are asked about what looks unusual on their sheets; one answers."""
    rounds = AppraisalRound.objects.filter(
        count__gt=0, scheme__procuratorate__code=COUNTY_CODE
    ).select_related("scheme__procuratorate", "scheme__adopted_version")
    for round_ in rounds.order_by("pk"):
        # of the year before long ago: its people let their days pass
        is_over = round_.period == "2025"
        with clock.moved_to(date(2026, 9, 28) if is_over else date(2026, 10, 13)):
            ask_people(round_, by=by)
    with clock.moved_to(date(2026, 10, 16)):
        for account in Account.objects.filter(person__isnull=False).order_by("pk"):
            signal = own_signals(account).last()
            if signal is not None:
                answer(signal=signal, words=SAID, by=account)
                return


def _object(objector: Account) -> None:
    sheet = own_sheets(objector).filter(frozen_for="", round__state="closed").first()
    if sheet is None or Matter.objects.filter(kind=KIND).exists():
        return
    kind, bound, place = bound_form(sheet, WORDS, objector)
    matter = register(
        kind=kind,
        bound=bound,
        unit=place[0],
        department=place[1],
        registrant=objector.person,
        by=objector,
    )
    office = Account.objects.get(username=OFFICE)
    reviewer = Account.objects.select_related("person").get(username=REVIEWER)
    item = matter.work_items.get(element="assign", done_at__isnull=True)
    number = reviewer.person.number if reviewer.person else ""
    form = filling.task_form(item, office, {"reviewer": number})
    if form is not None and form.is_valid:
        complete(item=item, bound=form, version=matter.version, by=office)

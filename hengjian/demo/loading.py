"""Builds the demo city step by step; every step that is done already changes nothing."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from hengjian.audit.actors import Actor
from hengjian.demo import accounts, organisation_sheets
from hengjian.demo.appraisal import appraise
from hengjian.demo.calendar_notice import release_notice
from hengjian.demo.city.exporting import write_export
from hengjian.demo.city.generating import SEED, TODAY, City, generate
from hengjian.demo.city.places import CITY_CODE
from hengjian.demo.city.rows import Row
from hengjian.demo.comments import say_and_post
from hengjian.demo.documents import send_papers
from hengjian.demo.honours import give_honours
from hengjian.demo.ledger import keep_ledger
from hengjian.demo.matters.living import live
from hengjian.demo.meetings.holding import feed_back, hold
from hengjian.demo.monitoring import monitor
from hengjian.demo.objections import object_and_note
from hengjian.demo.ratings import rate
from hengjian.demo.targets import set_targets
from hengjian.engines.pack_format.reading import load
from hengjian.indicators.asking import run_now
from hengjian.indicators.models import Run
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits.counting import countable_cards
from hengjian.limits.tasks import count_card
from hengjian.organisation.actions.importing import import_sheets
from hengjian.organisation.models import Procuratorate
from hengjian.packs import actions as packs
from hengjian.publication.making import make_now
from hengjian.warehouse import incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing import running
from hengjian.warehouse.matter_cards import taking
from hengjian.warehouse.models import Import, ImportState


# the newest weeks come as a file of their own, as an office would bring them
NEWEST_FROM = date(2026, 9, 26)
ORDER = (
    "arrest_review",
    "prosecution_review",
    "trial",
    "detention_review",
    "litigation_supervision",
    "enforcement_supervision",
    "civil",
    "administrative",
    "public_interest",
    "juvenile",
    "complaint",
    "case_management",
)
# the quarter's consultation paper and the month's circular
REPORTS = ("2026-Q3", "2026-09")
Say = Callable[[Text], None]


def exports_folder() -> Path:
    """Where the city's exports and the truth of what was planted lie."""
    return Path(settings.HENGJIAN_HOME) / "demo"


def build(*, by: Actor, say: Say, seed: int = SEED, size: float = 1.0) -> Run:
    """Database, organisation, sign-ins, packs, cards, one run."""
    say(Text("建立数据库", "database"))
    call_command("migrate", interactive=False, verbosity=0)
    if not Procuratorate.objects.exists():
        say(Text("导入机构人员", "organisation"))
        import_sheets(
            sheets=organisation_sheets.sheets(seed),
            by=by,
            file_name="organisation.xlsx",
        )
    accounts.open_accounts(by=by)
    release_notice(TODAY.year, by=by)
    say(Text("评议", "ratings"))
    rate(by=by)
    say(Text("发布业务包", "packs"))
    packs.release(prepared=packs.prepare(_pack_folders()), by=by)
    say(Text("召开会议", "meetings"))
    hold(by=by)
    say(Text("办理事项", "matters"))
    live(seed, size)
    say_and_post()
    send_papers(by=by)
    with clock.moved_to(TODAY):
        feed_back(by=by)
    say(Text("记积分台账", "ledger"))
    keep_ledger(seed)
    say(Text("评先评优", "honours"))
    give_honours()
    _import_everything(seed, size, by, say)
    taking.take_all()
    say(Text("计算期限", "limits"))
    for card in countable_cards():
        count_card(card, by=by)
    say(Text("流程监控", "process monitoring"))
    monitor(by=by)
    say(Text("计算指标", "indicators"))
    run = run_now(by=by)
    say(Text("年度目标", "targets of the year"))
    set_targets(run, by=by)
    say(Text("考核", "appraisal"))
    appraise(seed)
    object_and_note(by=by)
    for period in REPORTS:
        say(Text(f"分析报告 {period}", f"analysis report {period}"))
        make_now(run, CITY_CODE, period, by)
    return run


def _pack_folders() -> list[Path]:
    return [Path(settings.HENGJIAN_PACKS)]


def _import_everything(seed: int, size: float, by: Actor, say: Say) -> None:
    truth = exports_folder() / "truth.json"
    if not truth.exists():
        say(Text("生成示例市的案卡", "the invented city's cards"))
        write_exports(generate(seed, size=size), exports_folder())
    for file in _export_files():
        if Import.objects.filter(file_name=file.name, state=ImportState.LIVE).exists():
            continue
        card = file.name.split(".")[0]
        say(Text(f"导入 {file.name}", f"import {file.name}"))
        staged = imports.stage(
            file=incoming.keep(file.name, [file.read_bytes()]),
            card=card,
            as_job=False,
            by=by,
        )
        running.run(staged, by=by)


def _export_files() -> Iterator[Path]:
    for part in ("history", "newest"):
        for card in ORDER:
            file = exports_folder() / f"{card}.{part}.xlsx"
            if file.exists():
                yield file


def write_exports(city: City, folder: Path) -> None:
    """Write every card's history and newest weeks, then the truth file (last: it is the mark)."""
    cards = load(_pack_folders()).packs
    for pack, rows in city.cards.items():
        card = cards[pack].card
        if card is None:
            continue
        parts: dict[str, list[Row]] = {"history": [], "newest": []}
        for row in rows:
            newest = (row.get(card.partition_date or "") or TODAY) >= NEWEST_FROM
            parts["newest" if newest else "history"].append(row)
        for part, chosen in parts.items():
            if chosen:
                write_export(card, chosen, folder / f"{pack}.{part}.xlsx")
    truth = {
        "seed": city.seed,
        "today": city.today.isoformat(),
        "cards": {pack: len(rows) for pack, rows in city.cards.items()},
        "faults": [fault.as_json() for fault in city.faults],
        "process_faults": [fault.as_json() for fault in city.process_faults],
        "manipulations": [planted.as_json() for planted in city.manipulations],
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text, "utf-8")

"""Cards of litigation supervision and of the supervision of enforcement."""

from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.names import identity_number, person_name
from hengjian.demo.city.rows import Row, filled_on, number_of


LITIGATION = {
    "case_filing": 0.2,
    "case_withdrawal": 0.16,
    "investigation_violation": 0.44,
    "trial_violation": 0.1,
    "missed_prosecution": 0.06,
    "transfer_suggestion": 0.04,
}
DOCUMENTS = {
    "case_filing": ("filing_notice", "立监"),
    "case_withdrawal": ("withdrawal_notice", "撤监"),
    "investigation_violation": ("correction_notice", "侦监纠"),
    "trial_violation": ("correction_notice", "审监纠"),
    "missed_prosecution": ("prosecution_notice", "补诉"),
    "transfer_suggestion": ("suggestion", "建移"),
}
ENFORCEMENT = {
    "commutation_parole": 0.3,
    "execution_conduct": 0.2,
    "community_correction": 0.24,
    "property_penalty": 0.14,
    "committal": 0.04,
    "circuit_inspection": 0.06,
    "compulsory_treatment": 0.02,
}
RULINGS = ("commutation", "parole", "commutation", "outside_prison", "commutation")


def invented_person(chances: Chances, place: str, on: date) -> Row:
    """Somebody who appears on this card alone."""
    sex = "female" if chances.happens(0.12) else "male"
    birth_on = on - timedelta(days=round(chances.triangular(20, 65, 36) * 365.25))
    return {
        "name": person_name(chances, sex),
        "sex": sex,
        "birth_on": birth_on,
        "identity_kind": "identity_card",
        "identity_number": identity_number(chances, place, birth_on, sex),
    }


def _opening(
    desk: Desk, word: str, sequence: int, accepted_on: date, department: str
) -> Row:
    code = desk.place.code
    return {
        "supervision_number": number_of(desk.place, word, accepted_on.year, sequence),
        "procuratorate": code,
        "department": {"first": "第一检察部", "third": "第三检察部"}[department],
        "handler": desk.roster.handler(code, department),
        "filled_by": desk.roster.clerk(code, department),
        "source": desk.chances.pick(
            {"ex_officio": 0.8, "application": 0.15, "transferred": 0.05}
        ),
        "accepted_on": accepted_on,
    }


def litigation_row(desk: Desk, sequence: int, accepted_on: date) -> Row:
    """One act of litigation supervision with its answer."""
    chances, known = desk.chances, desk.cards.known
    kind = chances.pick(LITIGATION)
    document, word = DOCUMENTS[kind]
    organ = "court" if kind == "trial_violation" else "public_security"
    if kind == "transfer_suggestion":
        organ = "administrative"
    row = _opening(desk, "诉监", sequence, accepted_on, "first") | {
        "kind": kind,
        "supervised_organ_kind": organ,
        "supervised_organ": f"{desk.place.short_name.removesuffix('院')}"
        + {
            "court": "人民法院",
            "public_security": "公安局",
            "administrative": "市场监督管理局",
        }[organ],
    }
    if kind in {"case_filing", "missed_prosecution"}:
        row |= invented_person(chances, desk.place.code, accepted_on)
        row["charge"] = chances.pick({"theft": 3, "fraud": 3, "intentional_injury": 2})
    if kind == "case_filing":
        row["reasons_requested_on"] = known(accepted_on + timedelta(days=1))
        row["reasons_received_on"] = known(
            accepted_on + timedelta(days=chances.randint(3, 8))
        )
    raised = accepted_on + timedelta(
        days=chances.randint(9, 14) if kind == "case_filing" else chances.randint(1, 10)
    )
    if known(raised) is None:
        return row
    row |= {
        "raised_on": raised,
        "document_kind": document,
        "document_number": f"{desk.place.short_name.removesuffix('院')}检{word}〔{raised.year}〕{sequence}号",
        "served_on": raised,
        "filled_on": known(filled_on(chances, raised)),
    }
    return row | _answer(desk, kind, raised)


def _answer(desk: Desk, kind: str, raised: date) -> Row:
    chances, known = desk.chances, desk.cards.known
    replied = raised + timedelta(days=chances.randint(3, 14))
    if known(replied) is None:
        return {}
    adopted = chances.happens(
        {"case_filing": 0.92, "trial_violation": 0.93}.get(kind, 0.97)
    )
    row: Row = {
        "replied_on": replied,
        "result": "adopted" if adopted else "not_adopted",
    }
    if adopted:
        row["adopted_on"] = replied
        follow = {
            "case_filing": "police_filed_on",
            "case_withdrawal": "police_withdrew_on",
            "transfer_suggestion": "transferred_on",
        }
        if kind in follow:
            row[follow[kind]] = replied
    return row


def protest_row(desk: Desk, sequence: int, trial: Row) -> Row:
    """The protest that a trial card mentions, as an act of supervision."""
    protested = trial["protested_on"]
    row = _opening(desk, "诉监", sequence, trial["judgment_received_on"], "first") | {
        "kind": "protest",
        "supervised_organ_kind": "court",
        "supervised_organ": trial["court"],
        "case_number": trial["case_number"],
        **{
            item: trial[item]
            for item in ("name", "sex", "birth_on", "identity_kind", "identity_number")
        },
        "charge": trial["prosecuted_charge"],
        "raised_on": protested,
        "document_kind": "protest_document",
        "document_number": f"{desk.place.short_name.removesuffix('院')}检诉抗〔{protested.year}〕{sequence}号",
        "served_on": protested,
        "protest_instance": "second_instance",
        "judgment_kind": "judgment",
        "judgment_received_on": trial["judgment_received_on"],
        "filled_on": desk.cards.known(filled_on(desk.chances, protested)),
    }
    higher = protested + timedelta(days=desk.chances.randint(10, 30))
    if desk.cards.known(higher):
        row |= {"higher_decided_on": higher, "higher_decision": "supported"}
    decided = trial.get("second_judged_on")
    if decided and decided >= protested:
        if trial["second_outcome"] == "protest_withdrawn":
            row["protest_withdrawn_on"] = decided
        elif trial["second_outcome"] in {"changed", "remanded", "upheld"}:
            row |= {
                "court_decided_on": decided,
                "court_result": trial["second_outcome"],
            }
    return row


def enforcement_row(desk: Desk, sequence: int, accepted_on: date) -> Row:
    """One act of supervision of enforcement."""
    chances, known = desk.chances, desk.cards.known
    kind = chances.pick(ENFORCEMENT)
    organ = {
        "community_correction": ("community_correction", "司法局"),
        "property_penalty": ("court", "人民法院"),
        "compulsory_treatment": ("hospital", "强制医疗所"),
        "commutation_parole": ("prison", "监狱"),
    }.get(kind, ("detention_centre", "看守所"))
    row = _opening(desk, "执监", sequence, accepted_on, "third") | {
        "kind": kind,
        "executing_organ_kind": organ[0],
        "executing_organ": f"云泽{organ[1]}",
    }
    if kind not in {"circuit_inspection"}:
        row |= invented_person(chances, desk.place.code, accepted_on)
    raised = accepted_on + timedelta(days=chances.randint(1, 12))
    if kind == "commutation_parole":
        row |= _commutation(chances, accepted_on)
        if not chances.happens(0.35):
            return row
    if kind == "community_correction":
        row["correction_state"] = chances.pick(
            {"in_order": 0.86, "escaped": 0.09, "omitted": 0.05}
        )
    if kind == "circuit_inspection":
        row["fed_back_on"] = known(accepted_on + timedelta(days=5))
        if row["fed_back_on"] and chances.happens(0.93):
            row["rectified_on"] = known(
                accepted_on + timedelta(days=chances.randint(15, 45))
            )
        return row
    if known(raised) is None:
        return row
    row |= {
        "raised_on": raised,
        "document_kind": "improper_notice"
        if kind == "commutation_parole"
        else "correction_notice",
        "document_number": f"{desk.place.short_name.removesuffix('院')}检执纠〔{raised.year}〕{sequence}号",
        "served_on": raised,
        "filled_on": known(filled_on(chances, raised)),
    }
    return row | _enforcement_answer(desk, row, raised)


def _enforcement_answer(desk: Desk, row: Row, raised: date) -> Row:
    replied = raised + timedelta(days=desk.chances.randint(3, 15))
    if desk.cards.known(replied) is None:
        return {}
    if not desk.chances.happens(0.97):
        return {"replied_on": replied, "result": "not_adopted"}
    found: Row = {"replied_on": replied, "result": "adopted", "adopted_on": replied}
    if row["kind"] == "committal":
        found["committed_on"] = replied
    if row.get("correction_state") in {"escaped", "omitted"}:
        found["state_ended_on"] = replied
    return found


def _commutation(chances: Chances, accepted_on: date) -> Row:
    sentence = chances.choice((36, 48, 60, 84, 120))
    points = chances.randrange(400, 3000)
    return {
        "sentence_months": sentence,
        "served_months": round(sentence * chances.uniform(0.52, 0.8)),
        "controlled_class": chances.happens(0.05),
        "stage": chances.pick({"request": 0.7, "ruling": 0.3}),
        "ruling_kind": RULINGS[points % len(RULINGS)],
        "ruling_received_on": accepted_on,
        "merit_points": points,
        "merit_points_at_source": points,
    }

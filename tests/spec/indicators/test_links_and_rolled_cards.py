"""# Links and rolled cards

A link finds at most one row of another card for each row of this one, two steps at most.
A rolled card is made of cards: cases from persons or from events, and then kinds of cases
from cases. Both are counted like any other card.
"""

from tests.spec.indicators.drawing import Drawing, drawn


ARREST = """
    grain: person
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      case_number: {label: case, type: text}
      person: {label: person, type: text}
      arrested_on: {label: arrested, type: date}
    links:
      prosecution:
        to: prosecution
        on: {person: person}
        where: "there.accepted_on >= here.arrested_on"
        order_by: accepted_on
        take: first
"""
PROSECUTION = """
    grain: person
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      person: {label: person, type: text}
      outcome: {label: outcome, type: text}
      accepted_on: {label: accepted, type: date}
    links:
      trial: {to: trial, on: {number: prosecution}, order_by: sentenced_on, take: last}
"""
TRIAL = """
    grain: person
    key: [number]
    items:
      number: {label: number, type: text, required: true}
      prosecution: {label: prosecution, type: text}
      months: {label: months, type: integer}
      sentenced_on: {label: sentenced, type: date}
"""


def test_a_cohort_follows_the_same_persons_not_the_same_period(
    drawing: Drawing,
) -> None:
    drawing.pack(
        "arrest",
        card=ARREST,
        measures="""
            arrested: {agg: count, dated_by: arrested_on, where: prosecution.outcome is not null}
            dropped: {agg: count, dated_by: arrested_on, where: prosecution.outcome = 'dropped'}
            jailed: {agg: count, dated_by: arrested_on, where: prosecution.trial.months > 6}
        """,
        indicators={
            "dropped_after_arrest": "dropped / arrested; unit: percent",
            "jailed": "jailed",
        },
    ).cards(
        "arrest",
        """
        number  person  arrested_on
        1       p1      2025-01-01
        2       p2      2025-01-02
        3       p3      2025-01-03
        4       -       2025-01-04
        """,
    )
    drawing.pack("prosecution", card=PROSECUTION).cards(
        "prosecution",
        """
        number  person  outcome     accepted_on
        a       p1      prosecuted  2024-12-01
        b       p1      dropped     2025-05-01
        c       p1      prosecuted  2025-06-01
        d       p2      prosecuted  2025-03-01
        e       -       dropped     2025-03-01
        """,
    )
    drawing.pack("trial", card=TRIAL).cards(
        "trial",
        """
        number  prosecution  months  sentenced_on
        x       d            3       2025-08-01
        y       d            9       2025-09-01
        """,
    )

    # p1: the first prosecution after the arrest is b; p3 has none; nobody matches nobody
    assert drawing.rows(period="month", from_="2025-01", to="2025-01") == drawn("""
        indicator             period   numerator  denominator  value  flags
        dropped_after_arrest  2025-01  1          2            50.00  -
        jailed                2025-01  -          -            1.00   -
    """)


EVENT = """
    grain: event
    key: [number]
    unit: procuratorate
    items:
      number: {label: number, type: text, required: true}
      procuratorate: {label: procuratorate, type: unit}
      case_number: {label: case, type: text}
      activity: {label: activity, type: text}
      on: {label: on, type: date}
      amount: {label: amount, type: money}
"""
CASES = """
    from: event
    key: [case_number]
    items:
      procuratorate: {first: procuratorate, order_by: "on"}
      began_on: {min: "on"}
      ended_on: {max: "on"}
      amount: {sum: amount}
      steps: {count: true}
      path: {list: activity, order_by: "on", joined: ">"}
"""
VARIANTS = """
    from: cases
    key: [path]
    items:
      cases: {count: true}
"""
EVENTS = """
    number  procuratorate  case_number  activity  on          amount
    1       420101         c1           decide    2025-01-09  1.50
    2       420102         c1           accept    2025-01-01  -
    3       420101         c2           accept    2025-01-31  2.00
    4       420101         c2           decide    2025-02-02  2.00
    5       420101         c3           accept    2025-02-03  -
    6       420101         -            accept    2025-02-03  9.00
"""


def test_cases_are_counted_from_their_events(drawing: Drawing) -> None:
    drawing.pack(
        "event",
        card=EVENT,
        rolled_cards__cases=CASES,
        measures="""
            began: {agg: count, card: cases, dated_by: began_on}
            days: {agg: mean, card: cases, of: ended_on - began_on, dated_by: began_on}
            amount: {agg: sum, card: cases, of: amount, dated_by: began_on}
        """,
        indicators={"began": "began", "days": "days", "amount": "amount"},
    ).cards("event", EVENTS)

    rows = drawing.rows(period="month", by="procuratorate")

    # c1 belongs where its first event took place; an event without a case makes none
    assert rows == drawn("""
        indicator  period   procuratorate  numerator  denominator  value  flags
        amount     2025-01  420101         -          -            4.00   -
        amount     2025-01  420102         -          -            1.50   -
        amount     2025-02  420101         -          -            0.00   -
        amount     2025-02  420102         -          -            0.00   -
        began      2025-01  420101         -          -            1.00   -
        began      2025-01  420102         -          -            1.00   -
        began      2025-02  420101         -          -            1.00   -
        began      2025-02  420102         -          -            0.00   -
        days       2025-01  420101         -          -            2.00   -
        days       2025-01  420102         -          -            8.00   -
        days       2025-02  420101         -          -            0.00   -
        days       2025-02  420102         -          -            -      -
    """)


def test_a_rolled_card_may_be_rolled_up_again(drawing: Drawing) -> None:
    drawing.pack(
        "event",
        card=EVENT,
        rolled_cards__cases=CASES,
        rolled_cards__variants=VARIANTS,
        measures="""
            variants: {agg: count, card: variants}
            most_frequent: {agg: max, card: variants, of: cases}
        """,
        indicators={"variants": "variants", "most_frequent": "most_frequent"},
    ).cards("event", EVENTS)

    assert {row[0]: row[4] for row in drawing.rows()[1:]} == {
        "variants": "2.00",
        "most_frequent": "2.00",
    }

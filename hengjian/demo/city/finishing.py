"""What can only be said when all cards are there: how many persons a case has."""

from collections import Counter

from hengjian.demo.city.rows import Row


COUNTED = {
    "arrest_review": "case_persons",
    "prosecution_review": "case_persons",
    "juvenile": "persons_in_case",
}


def finish(cards: dict[str, list[Row]]) -> None:
    """Write the number of person cards of its case on every card that states it."""
    for pack, item in COUNTED.items():
        rows = cards.get(pack, [])
        counts = Counter(row["case_number"] for row in rows)
        for row in rows:
            row[item] = counts[row["case_number"]]

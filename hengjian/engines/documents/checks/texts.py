"""Do the numbers within a text agree with each other?

Each rule speaks only where the words tie the numbers together (其中, 占, 上年同期 …): a
checker that cries wolf is switched off. Numbers rounded to 万 stand for a range, and a
rate beside them is wrong only when no value of the range gives it.
"""

from hengjian.engines.documents.checks import changes, parts, rates
from hengjian.engines.documents.checks.sentences import sentences_of
from hengjian.engines.documents.disagreements import Disagreement


RULES = (*parts.RULES, *rates.RULES, *changes.RULES)


def text_disagreements(place: int, passage: str) -> list[Disagreement]:
    """Everything in one passage that does not agree with itself."""
    found: list[Disagreement] = []
    for sentence in sentences_of(passage):
        for rule in RULES:
            for kind, shown, message in rule(sentence):
                found.append(
                    Disagreement(kind, place, shown.text, message, sentence.shown)
                )
    return found

"""# Comparing

`=  <>  <  <=  >  >=`, `between`, `in`, `like`, `is null`. What is compared has one type;
a text written out may stand for a date. Nothing equals the unknown.
"""

from tests.spec.expressions.tables import answers


def test_dates_are_compared_with_dates_written_out() -> None:
    answers(
        "accepted_on >= '2024-02-01'",
        """
        accepted_on | answer
        2024-01-31  | no
        2024-02-01  | yes
                    |
        """,
    )


def test_a_choice_is_compared_with_its_codes() -> None:
    answers(
        "outcome <> 'approved'",
        """
        outcome      | answer
        approved     | no
        not_approved | yes
                     |
        """,
    )


def test_between_holds_both_ends() -> None:
    answers(
        "persons between 2 and 3",
        """
        persons | answer
        1       | no
        2       | yes
        3       | yes
        4       | no
                |
        """,
    )


def test_in_looks_for_one_of_several() -> None:
    answers(
        "outcome in ('approved', 'withdrawn')",
        """
        outcome      | answer
        withdrawn    | yes
        not_approved | no
                     |
        """,
    )


def test_like_knows_any_characters_and_one_character() -> None:
    answers(
        "case_number like '鄂%刑诉_号'",
        """
        case_number       | answer
        鄂A检刑诉3号      | yes
        鄂刑诉3号         | yes
        鄂A检刑诉13号     | no
        京A检刑诉3号      | no
                          |
        """,
    )


def test_is_null_asks_for_the_unknown_itself() -> None:
    answers(
        "concluded_on is null",
        """
        concluded_on | answer
        2024-02-01   | no
                     | yes
        """,
    )


def test_an_item_of_a_linked_card_is_unknown_where_nothing_is_linked() -> None:
    answers(
        "prosecution.outcome = 'prosecuted'",
        """
        prosecution.outcome | answer
        prosecuted          | yes
        not_prosecuted      | no
                            |
        """,
    )


def test_texts_are_ordered_by_code_point() -> None:
    answers(
        "case_number < charge",
        """
        case_number | charge | answer
        A           | a      | yes
        b           | a      | no
        a           | 张     | yes
        """,
    )

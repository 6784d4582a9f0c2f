"""# Choosing a value

`case` takes the first branch that is yes, `coalesce` the first value that is known.
"""

from tests.spec.expressions.tables import answers


def test_case_takes_the_first_branch_that_is_yes() -> None:
    answers(
        "case when persons > 10 then '大' when persons > 2 then '中' else '小' end",
        """
        persons | answer
        11      | 大
        3       | 中
        1       | 小
                | 小
        """,
    )


def test_case_of_an_item_compares_it() -> None:
    answers(
        "case outcome when 'approved' then 1 when 'not_approved' then 0 end",
        """
        outcome      | answer
        approved     | 1
        not_approved | 0
        withdrawn    |
                     |
        """,
    )


def test_coalesce_takes_the_first_known_value() -> None:
    answers(
        "coalesce(concluded_on, accepted_on)",
        """
        accepted_on | concluded_on | answer
        2024-01-01  | 2024-02-01   | 2024-02-01
        2024-01-01  |              | 2024-01-01
                    |              |
        """,
    )


def test_nullif_makes_a_filler_unknown() -> None:
    answers(
        "nullif(charge, '无')",
        """
        charge | answer
        盗窃   | 盗窃
        无     |
               |
        """,
    )


def test_least_and_greatest_pass_over_the_unknown() -> None:
    answers(
        "least(accepted_on, concluded_on)",
        """
        accepted_on | concluded_on | answer
        2024-01-01  | 2023-12-01   | 2023-12-01
        2024-01-01  |              | 2024-01-01
                    |              |
        """,
    )

"""# And, or, not

An answer is yes, no or unknown. Unknown is carried along unless the other side settles it.
A check passes on unknown; a measure counts only what is yes.
"""

from tests.spec.expressions.tables import answers


def test_and_is_settled_by_one_no() -> None:
    answers(
        "is_minor and is_local",
        """
        is_minor | is_local | answer
        yes      | yes      | yes
        yes      | no       | no
        yes      |          |
        no       |          | no
                 |          |
        """,
    )


def test_or_is_settled_by_one_yes() -> None:
    answers(
        "is_minor or is_local",
        """
        is_minor | is_local | answer
        no       | no       | no
        no       | yes      | yes
        no       |          |
        yes      |          | yes
                 |          |
        """,
    )


def test_not_leaves_unknown_unknown() -> None:
    answers(
        "not is_minor",
        """
        is_minor | answer
        yes      | no
        no       | yes
                 |
        """,
    )


def test_is_not_true_takes_unknown_for_no() -> None:
    answers(
        "is_minor is not true",
        """
        is_minor | answer
        yes      | no
        no       | yes
                 | yes
        """,
    )


def test_not_binds_closer_than_and_and_and_closer_than_or() -> None:
    answers(
        "not is_minor and is_local or persons = 1",
        """
        is_minor | is_local | persons | answer
        no       | yes      | 2       | yes
        yes      | yes      | 2       | no
        yes      | no       | 1       | yes
        """,
    )

"""# Texts

Characters are counted as people count them: one for 检, one for A.
"""

from tests.spec.expressions.tables import answer, answers


def test_parts_of_a_text() -> None:
    answer("length('鄂A检刑诉')", "5")
    answer("left('420115001', 6)", "420115")
    answer("right('420115001', 3)", "001")
    answer("substring('420115001', 3, 4)", "0115")


def test_looking_into_a_text() -> None:
    answers(
        "contains(charge, '诈骗') or starts_with(charge, '盗窃') or ends_with(charge, '伤害')",
        """
        charge     | answer
        合同诈骗罪 | yes
        盗窃罪     | yes
        故意伤害   | yes
        抢劫罪     | no
                   |
        """,
    )


def test_joining_texts_keeps_the_unknown() -> None:
    answers(
        "case_number || '-' || charge",
        """
        case_number | charge | answer
        A1          | 盗窃   | A1-盗窃
        A1          |        |
        """,
    )


def test_cleaning_texts() -> None:
    answer("trim('　张三 ')", "张三")
    answer("upper('4201x')", "4201X")
    answer("replace('2024年3月', '年', '-')", "2024-3月")


def test_digits_and_the_number_they_write() -> None:
    answer("is_digits('042')", "yes")
    answer("is_digits('4x')", "no")
    answer("to_integer('042')", "42")
    answer("to_integer('4x')", "")
    answer("to_text(date '2024-03-01')", "2024-03-01")


def test_an_identity_number_says_birth_and_sex() -> None:
    answers(
        "identity_number_birth(identity_number) = birth_on",
        """
        identity_number    | birth_on   | answer
        11010519491231002X | 1949-12-31 | yes
        11010519491231002X | 1949-12-30 | no
        110105491231002    | 1949-12-31 |
        """,
    )
    answers(
        "identity_number_sex(identity_number)",
        """
        identity_number    | answer
        11010519491231002X | female
        440524188001010014 | male
        G12345678          |
        """,
    )


def test_an_identity_number_checks_itself() -> None:
    answers(
        "identity_number_valid(identity_number)",
        """
        identity_number    | answer
        11010519491231002X | yes
        110105194912310021 | no
        11010519491331002X | no
        G12345678          | no
                           |
        """,
    )

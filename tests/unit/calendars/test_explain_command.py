"""``hengjian deadlines explain``: its contract, and what it says to what it cannot read."""

import json

import pytest

from hengjian.config.cli import main


Out = pytest.CaptureFixture[str]
BAD_INPUT = 2


def explained(capsys: Out, *arguments: str) -> dict[str, object]:
    assert main(["deadlines", "explain", *arguments, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_answer_is_the_contracts_object(capsys: Out) -> None:
    answer = explained(capsys, "--start", "2025-09-28", "--length", "7 calendar_days")

    assert list(answer) == ["due", "steps", "provisional", "state", "late_days"]
    assert answer["due"] == "2025-10-09"
    steps = answer["steps"]
    assert isinstance(steps, list)
    assert all(list(step) == ["date", "zh", "en", "rule"] for step in steps)
    assert steps[-1]["date"] == answer["due"]
    assert (answer["provisional"], answer["state"], answer["late_days"]) == (
        False,
        "open",
        0,
    )


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        ("--start 2025-09-28 --length|7 calendar_days|--custody", "2025-10-05"),
        ("--start 2024-02-29 --length|1 years|", "2025-02-28"),
        ("--start 2025-01-31T09:30 --length|1 month|", "2025-02-28"),
        ("--start 2025-09-28T14:00 --length|24 hours|", "2025-09-29T15:00"),
        ("--start 2025-09-28T06:00Z --length|24 hours|", "2025-09-29T15:00"),
        (
            (
                "--start 2025-03-03 --length|7 calendar_days|--suspended"
                " 2025-03-04..2025-03-06 --suspended 2025-03-07..2025-03-08"
            ),
            "2025-03-13",
        ),
        (
            "--start 2025-09-28 --length|7 calendar_days|--extended 15_calendar_days",
            "2025-10-20",
        ),
        (
            (
                "--start 2025-03-03 --length|1 months|--reset 2025-03-20"
                " --suspended 2025-03-05..2025-03-10"
            ),
            "2025-04-21",
        ),
        ("--start 2049-12-31 --length|100 years|--custody", "2149-12-31"),
    ],
)
def test_every_flag_is_counted(arguments: str, due: str, capsys: Out) -> None:
    before, length, after = arguments.split("|")
    more = [each.replace("_", " ", 1) for each in after.split()]

    assert explained(capsys, *before.split(), length, *more)["due"] == due


def test_act_after_the_limit_is_late_by_days(capsys: Out) -> None:
    answer = explained(
        capsys,
        *("--start", "2025-03-03", "--length", "7 calendar_days"),
        *("--done", "2025-03-13"),
    )

    assert (answer["state"], answer["late_days"]) == ("late", 3)


def test_suspension_that_goes_on_has_no_due_date(capsys: Out) -> None:
    arguments = ["--start", "2025-03-03", "--length", "1 months"]
    arguments += ["--suspended", "2025-03-10.."]

    answer = explained(capsys, *arguments)

    assert (answer["due"], answer["state"]) == (None, "suspended")
    assert main(["deadlines", "explain", *arguments]) == 0
    assert capsys.readouterr().out.endswith("届满日待恢复后确定\n")


def test_steps_are_read_in_the_readers_language(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")

    main(["deadlines", "explain", "--start", "2025-09-28", "--length", "1 months"])

    written = capsys.readouterr().out
    assert written.isascii()
    assert written.splitlines()[-1] == "2025-10-28"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--start", "2025-02-30"], "--start: “2025-02-30”不是日期"),
        (["--start", "2025-W09-7"], "--start"),
        (["--start", "20250303"], "--start"),
        (["--start", "２０２５-03-03"], "--start"),
        (["--start", "1999-12-31"], "2000 年至 2150 年"),
        (["--start", "9999-12-31"], "2000 年至 2150 年"),
        (["--start", "2150-12-31"], "2000 年至 2150 年"),
        (["--length", "0 months"], "--length: 期限“0 months”超出范围"),
        (["--length", "-1 months"], "读不懂"),
        (["--length", "７ calendar_days"], "读不懂"),
        (["--length", "1.5 months"], "读不懂"),
        (["--length", "2 weeks"], "working_days, months, years"),
        (["--length", "999999 years"], "1 至 100"),
        (["--extended", "none"], "--extended: "),
        (["--suspended", "2025-03-05"], "--suspended: “2025-03-05”读不懂"),
        (["--suspended", "..2025-03-05"], "--suspended"),
        (["--suspended", "2025-03-09..2025-03-05"], "恢复早于中止"),
        (["--reset", "soon"], "--reset"),
        (["--reset", "2025-03-01"], "早于起算之日"),
        (["--done", "2025-03-01"], "早于起算之日"),
        (["--done", "yesterday"], "--done"),
        (["--as-of", "today"], "--as-of"),
    ],
)
def test_bad_input_is_refused_with_exit_code_2(
    arguments: list[str], said: str, capsys: Out
) -> None:
    usual = ["--start", "2025-03-03", "--length", "7 calendar_days"]

    assert main(["deadlines", "explain", *usual, *arguments]) == BAD_INPUT

    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err

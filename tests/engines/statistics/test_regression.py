"""Regression to the mean is said where it must be thought of, and only there."""

from hengjian.engines.statistics.regression import regression_note


def test_return_from_the_highest_value_is_said_to_be_expected() -> None:
    note = regression_note([10, 11, 9, 10, 18], 12)

    assert note is not None
    assert "最高" in note.zh
    assert "回落" in note.zh
    assert "regression to the mean" in note.en


def test_return_from_the_lowest_value_too() -> None:
    note = regression_note([10, 11, 9, 10, 2], 9)

    assert note is not None
    assert "最低" in note.zh
    assert "lowest" in note.en


def test_move_away_from_the_mean_is_no_regression() -> None:
    assert regression_note([10, 11, 9, 10, 18], 20) is None


def test_usual_value_before_gives_no_note() -> None:
    assert regression_note([10, 14, 9, 10, 11], 12) is None


def test_short_history_gives_no_note() -> None:
    assert regression_note([10, 11, 18], 12) is None
    assert regression_note([10, 11, 9, None, 18], 12) is None


def test_missing_value_gives_no_note() -> None:
    assert regression_note([10, 11, 9, 10, 18], None) is None

"""What a sheet's XML tells before its values are read."""

import pytest

from hengjian.engines.tables.xlsx.oddities import oddities
from hengjian.engines.tables.xlsx.slices import Slice


def xml(cell: str) -> Slice:
    return Slice(7, 7, f'<row r="7"><c r="A7"><v>1</v></c>{cell}</row>'.encode())


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B7"><v>3201011990030712</v></c>',
        '<c r="B7" s="2"><v>-3.20101199003071E+17</v></c>',
        '<c r="B7" t="n"><v>3.201e+017</v></c>',
        '<x:c r="B7"><x:v>3.2E+20</x:v></x:c>',
    ],
)
def test_number_longer_than_fifteen_digits_is_seen(cell: str) -> None:
    assert oddities(xml(cell)).long_numbers


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B7"><v>320101199003071</v></c>',
        '<c r="B7"><v>0.30000000000000004</v></c>',
        '<c r="B7"><v>1.5E+14</v></c>',
        '<c r="B7"><v>1.5E-17</v></c>',
        '<c r="B7" t="inlineStr"><is><t>320101199003071234</t></is></c>',
    ],
)
def test_other_numbers_are_not_suspected(cell: str) -> None:
    assert not oddities(xml(cell)).long_numbers


@pytest.mark.parametrize(
    ("cell", "without_value"),
    [
        ('<c r="B7"><f>A7+1</f></c>', 1),
        ('<c r="B7"><f>A7+1</f><v></v></c>', 1),
        ('<c r="B7"><f t="shared" si="0"/><v/></c>', 1),
        ('<x:c r="B7"><x:f>A7</x:f><x:v /></x:c>', 1),
        ('<c r="B7" t="str"><f>""</f><v></v></c>', 0),
        ('<c r="B7"><f>A7+1</f><v>2</v></c>', 0),
        ('<c r="B7"><f t="shared" si="0"/><v>2</v></c>', 0),
    ],
)
def test_formula_without_stored_value_is_counted(cell: str, without_value: int) -> None:
    assert oddities(xml(cell)).formulas_without_value == without_value


@pytest.mark.parametrize(
    "cell", ['<c r="AAA7"><v>1</v></c>', '<c r="B1048576"><v>1</v></c>']
)
def test_cell_out_of_bounds_is_seen(cell: str) -> None:
    assert oddities(xml(cell)).out_of_bounds


def test_cell_in_column_zz_is_within_bounds() -> None:
    assert not oddities(xml('<c r="ZZ7"><v>1</v></c>')).out_of_bounds

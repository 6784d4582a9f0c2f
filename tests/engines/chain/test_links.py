"""Links hold every field, in its place, under a key."""

from hypothesis import given
from hypothesis import strategies as st

from hengjian.engines.chain.links import GENESIS, Linker, canonical, digest_of


KEY = b"k" * 32
texts = st.lists(st.text(), min_size=1, max_size=5)


def test_link_is_the_same_for_the_same_entry() -> None:
    fields = [1, "2026-01-01", "thing.done"]

    assert Linker(KEY).link(GENESIS, fields) == Linker(KEY).link(GENESIS, fields)


def test_link_needs_the_key() -> None:
    assert Linker(KEY).link(GENESIS, ["x"]) != Linker(b"l" * 32).link(GENESIS, ["x"])


@given(texts, texts)
def test_link_differs_wherever_the_fields_do(one: list[str], other: list[str]) -> None:
    same = Linker(KEY).link(GENESIS, one) == Linker(KEY).link(GENESIS, other)

    assert same == (one == other)


@given(st.text(), st.text())
def test_link_differs_after_another_entry(one: str, other: str) -> None:
    linker = Linker(KEY)
    first, second = linker.link(GENESIS, [one]), linker.link(GENESIS, [other])

    same = linker.link(first, ["after"]) == linker.link(second, ["after"])

    assert same == (one == other)


def test_seal_link_and_digest_of_one_text_differ() -> None:
    linker = Linker(KEY)

    made = {linker.link("", ["x"]), linker.seal(1, "x"), linker.digest("x")}

    assert len(made) == 3


def test_canonical_text_keeps_chinese_readable() -> None:
    assert canonical([1, "审结"]) == '[1,"审结"]'


def test_digest_of_lines_keeps_their_borders() -> None:
    assert digest_of(["ab", "c"]) != digest_of(["a", "bc"])


def test_sm3_digest_is_the_published_one() -> None:
    # GB/T 32905-2016, annex A.1: SM3("abc"); ours has the length in front
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    running = Hash(SM3())
    running.update(b"abc")

    assert running.finalize().hex().startswith("66c7f0f462eeedd9d1f2d46bdc10e4e2")

"""The same content gives the same digest, wherever and however it is stored."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from hengjian.engines.pack_format.canonical import (
    archive,
    canonical_files,
    digest,
    files_of,
    shared_names,
    unpack,
)
from hengjian.engines.pack_format.model import Pack
from hengjian.engines.pack_format.reading import load
from hengjian.lib.faults import UserFault


def the_pack(folder: Path) -> Pack:
    loaded = load([folder])
    assert not loaded.faults, loaded.faults
    return loaded.packs["arrest"]


def test_copies_with_other_times_and_line_ends_agree(write_pack) -> None:
    one, two = write_pack(top="one"), write_pack(top="two")
    for path in two.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        os.utime(path, (0, 0))

    first, second = canonical_files(the_pack(one)), canonical_files(the_pack(two))

    assert digest(first) == digest(second)
    assert archive(first) == archive(second)


def test_one_changed_letter_changes_the_digest(write_pack) -> None:
    folder = write_pack()
    before = digest(canonical_files(the_pack(folder)))
    path = folder / "measures.yaml"
    path.write_text(path.read_text("utf-8") + "# x\n", "utf-8")

    after = digest(canonical_files(the_pack(folder)))

    assert before != after


def test_a_moved_file_changes_the_digest() -> None:
    assert digest({"a": b"x", "b": b"y"}) != digest({"a": b"y", "b": b"x"})


def test_hidden_and_unknown_files_and_links_are_left_out(write_pack) -> None:
    folder = write_pack()
    pack = the_pack(folder)
    before = canonical_files(pack)
    (folder / ".hidden").write_text("x", "utf-8")
    (folder / "cards.csv").write_text("x", "utf-8")
    (folder / "demo.yaml").symlink_to("/etc/hostname")

    assert canonical_files(pack) == before


def test_shared_files_in_use_go_along(write_pack) -> None:
    folder = write_pack(
        {
            "pack.yaml": "pack: arrest\nformat: 1\nuses: [_shared/sexes]\n",
            "case_card.yaml": """\
grain: person
key: [number]
items:
  number: {type: text, required: true}
  sex: {type: choice, choices: sexes}
  accepted_on: {type: date, required: true}
  due_on: {type: date, derive: "accepted_on + param.days"}
""",
        }
    )
    shared = folder.parent / "_shared"
    shared.mkdir()
    (shared / "sexes.yaml").write_text("list: sexes\nchoices: {m: 男}\n", "utf-8")
    (shared / "other.yaml").write_text("list: other\nchoices: {m: 男}\n", "utf-8")
    (shared / "parameters.yaml").write_text(
        "days: {values: {2020-01-01: {value: 7}}}\n", "utf-8"
    )

    pack = the_pack(folder)

    assert shared_names(pack) == {"sexes", "parameters"}
    assert [name for name in canonical_files(pack) if name.startswith("_shared")] == [
        "_shared/parameters.yaml",
        "_shared/sexes.yaml",
    ]


def test_expressions_of_every_part_are_looked_through(write_pack) -> None:
    folder = write_pack(
        {
            "case_card.yaml": """\
grain: person
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
links:
  again: {to: arrest, on: {number: number}, where: "there.accepted_on > here.accepted_on"}
checks:
  - {check: one, assert: accepted_on is not null, level: blocking}
""",
            "rolled_cards/days.yaml": """\
from: arrest
key: [accepted_on]
items: {persons: {count: true}}
checks:
  - {check: two, assert: "persons < param.most", level: prompting}
""",
            "measures.yaml": "accepted: {agg: count, dated_by: accepted_on}\n",
        }
    )
    (folder.parent / "_shared").mkdir()
    (folder.parent / "_shared" / "parameters.yaml").write_text(
        "most: {values: {2020-01-01: {value: 7}}}\n", "utf-8"
    )

    assert shared_names(the_pack(folder)) == {"parameters"}


def test_pack_without_a_card_has_its_files(write_pack) -> None:
    folder = write_pack()
    for name in ("case_card.yaml", "measures.yaml", "indicators/persons.yaml"):
        (folder / name).unlink()

    assert list(canonical_files(the_pack(folder))) == ["arrest/pack.yaml"]


def test_archive_goes_there_and_back(write_pack, tmp_path: Path) -> None:
    pack = the_pack(write_pack())
    files = canonical_files(pack)

    unpack(archive(files), tmp_path / "released")

    assert files_of(archive(files)) == files
    released = the_pack(tmp_path / "released")
    assert digest(canonical_files(released)) == digest(files)
    assert released.measures.keys() == pack.measures.keys()


def test_word_documents_are_kept_byte_for_byte(write_pack) -> None:
    documents = "notice: {title: {zh: 告知书, en: Notice}, layout: [{text: 告知}]}\n"
    folder = write_pack({"documents.yaml": documents})
    (folder / "documents").mkdir()
    (folder / "documents" / "notice.docx").write_bytes(b"PK\r\n\r")

    files = canonical_files(the_pack(folder))

    assert files["arrest/documents/notice.docx"] == b"PK\r\n\r"


def member(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    return info


@pytest.mark.parametrize(
    "members",
    [
        [member("/etc/passwd")],
        [member("../x")],
        [member("a/../../x")],
        [member("a\\b")],
        [member("x", tarfile.SYMTYPE)],
        [member("x", tarfile.DIRTYPE)],
        [member("x"), member("x")],
    ],
    ids=lambda members: f"{members[0].name} {members[0].type!r}",
)
def test_archives_that_we_never_make_are_refused(
    members: list[tarfile.TarInfo],
) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for one in members:
            tar.addfile(one)

    with pytest.raises(UserFault, match="不是业务包的存档"):
        files_of(buffer.getvalue())


def test_bytes_that_are_no_archive_are_refused() -> None:
    with pytest.raises(UserFault):
        files_of(b"not a tar at all" * 100)

"""What is known before the work, and what is said where writing fails all the same."""

import errno
import os
from pathlib import Path

import pytest

from sprite_studio.studio.export.destination import (
    GIF,
    PICTURE,
    REPORT,
    SHEET,
    DestinationError,
    Kind,
)
from sprite_studio.studio.export.writable import (
    check,
    check_apart,
    check_folder,
    missing_folder,
    saving,
)


def refusal(path: Path, kind: Kind, **options) -> str:
    with pytest.raises(DestinationError) as caught:
        check(path, kind, **options)
    return str(caught.value)


def test_a_new_file_and_one_that_may_be_replaced_are_no_trouble(tmp_path: Path) -> None:
    check(tmp_path / "s.png", SHEET)
    (tmp_path / "s.png").write_bytes(b"old")
    check(tmp_path / "s.png", SHEET)


def test_a_missing_folder_is_named_with_the_command_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my sprites" / "new" / "s.png"
    told = refusal(path, SHEET)
    assert f"the folder {path.parent} does not exist" in told
    monkeypatch.setattr("sys.platform", "linux")
    assert f"make it first: mkdir -p '{path.parent}'" in refusal(path, SHEET)
    monkeypatch.setattr("sys.platform", "win32")
    assert f'make it first: mkdir "{path.parent}"' in refusal(path, SHEET)
    assert missing_folder(path) == path.parent
    check(path, SHEET, make_folder=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_is_meant_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for path in (tmp_path / "notes.txt" / "s.png", tmp_path / "notes.txt" / "sub" / "s.png"):
        for make in (False, True):
            told = refusal(path, SHEET, make_folder=make)
            assert f"{tmp_path / 'notes.txt'} is a file, not a folder" in told


def test_a_folder_where_a_file_is_meant_is_named(tmp_path: Path) -> None:
    (tmp_path / "s.png").mkdir()
    assert f"{tmp_path / 's.png'} is a folder" in refusal(tmp_path / "s.png", SHEET)
    (tmp_path / "a.json").mkdir()
    assert f"{tmp_path / 'a.json'} is a folder" in refusal(tmp_path / "a.png", SHEET)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has none")
@pytest.mark.parametrize("name", ["s.png", "s.json"])
def test_a_pipe_is_neither_replaced_nor_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert f"{name} is no ordinary file" in refusal(tmp_path / "s.png", SHEET)


def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "s.png"
    path.write_bytes(b"kept")
    path.chmod(0o444)
    assert f"{path} is write-protected" in refusal(path, SHEET)
    path.chmod(0o644)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have other rights here")
def test_a_folder_that_may_not_be_written_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    assert f"nothing may be written in the folder {tmp_path}" in refusal(tmp_path / "s.png", SHEET)


@pytest.mark.parametrize(
    ("kind", "beside", "ours"),
    [
        (SHEET, "s.json", '{"frames": {}, "meta": {"app": "Sprite Studio"}}'),
        (REPORT, "s.csv", "model,sampler,steps,eta\n"),
    ],
)
def test_what_stands_beside_is_only_replaced_where_it_was_written_here(
    tmp_path: Path, kind: Kind, beside: str, ours: str
) -> None:
    (tmp_path / beside).write_text(ours)
    check(tmp_path / "s.png", kind)
    (tmp_path / beside).write_text('{"name": "a game"}')
    told = refusal(tmp_path / "s.png", kind)
    assert str(tmp_path / beside) in told
    assert "is something else; choose another name" in told


def test_a_name_is_measured_in_the_bytes_that_its_folder_takes(tmp_path: Path) -> None:
    limit = os.pathconf(tmp_path, "PC_NAME_MAX")
    check(tmp_path / ("s" * (limit - 4) + ".png"), PICTURE)
    told = refusal(tmp_path / ("s" * (limit - 3) + ".png"), PICTURE)
    assert f"is too long, {limit + 1} bytes where {limit} are the most" in told
    # The JSON's name is one longer than the sheet's.
    assert "is too long" in refusal(tmp_path / ("s" * (limit - 4) + ".png"), SHEET)
    assert "is too long" in refusal(tmp_path / ("剣" * (limit // 3) + ".png"), PICTURE)
    assert len(refusal(tmp_path / ("s" * 5000 + ".png"), PICTURE)) < 400
    deep = tmp_path.joinpath(*["deep" * 20] * 100) / "s.png"
    assert "the name is too long" in refusal(deep, PICTURE, make_folder=True)


def test_what_is_read_is_not_replaced_by_whatever_name_it_goes(tmp_path: Path) -> None:
    source = tmp_path / "hero.png"
    source.write_bytes(b"mine")
    (tmp_path / "link.png").symlink_to(source)
    (tmp_path / "hard.png").hardlink_to(source)
    for name in ("hero.png", "link.png", "hard.png", "../" + tmp_path.name + "/hero.png"):
        assert "this would replace" in refusal(tmp_path / name, PICTURE, sources=[source])
    check(tmp_path / "other.png", PICTURE, sources=[source, tmp_path / "not there"])


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "a.png", tmp_path / "b.gif"
    check_apart([one, other])
    other.symlink_to(one)
    for there in (False, True):
        if there:
            one.write_bytes(b"x")
        with pytest.raises(DestinationError, match="are one file"):
            check_apart([one, other])


def test_a_folder_of_single_sprites_is_looked_at_too(tmp_path: Path) -> None:
    check_folder(tmp_path)
    (tmp_path / "a").write_text("")
    with pytest.raises(DestinationError, match="a is a file, not a folder"):
        check_folder(tmp_path / "a")
    with pytest.raises(DestinationError, match="b does not exist; make it first"):
        check_folder(tmp_path / "b")


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "you may not open or change it"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EIO, "the disk reports a fault"),
        (errno.EINVAL, "knows no such name"),
        (errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY)),
    ],
)
def test_a_failing_disk_is_told_with_the_user_s_file_and_a_remedy(number: int, cause: str) -> None:
    with pytest.raises(DestinationError) as caught, saving(Path("mine") / "s.gif"):
        raise OSError(number, os.strerror(number), "mine/.hidden.part")
    told = str(caught.value)
    assert told.startswith(f"{Path('mine') / 's.gif'} was not saved: ")
    assert cause in told
    assert ".hidden" not in told


def test_a_folder_that_is_gone_is_not_confused_with_a_link_that_leads_nowhere(
    tmp_path: Path,
) -> None:
    for path, cause in (
        (tmp_path / "gone" / "s.png", "gone is not there any more"),
        (tmp_path / "s.png", "the folder elsewhere does not exist"),
    ):
        with pytest.raises(DestinationError, match=cause), saving(path):
            raise FileNotFoundError(errno.ENOENT, "the folder elsewhere does not exist", str(path))


def test_a_gif_is_looked_at_as_any_other(tmp_path: Path) -> None:
    check(tmp_path / "r.gif", GIF)

"""Where a demo may be put: nobody's archive is ever replaced but an earlier demo's."""

from pathlib import Path

import pytest

from veilleur.demo.replay import DemoError, replay
from veilleur.demo.topic import MARK


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "topic.toml").write_text('[topic]\nname = "mine"\n')
    (tmp_path / "veilleur.db").write_bytes(b"precious")
    with pytest.raises(DemoError, match="something else than a demo"):
        replay(tmp_path)
    assert (tmp_path / "veilleur.db").read_bytes() == b"precious"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text(MARK)
    with pytest.raises(DemoError, match="not a folder"):
        replay(file)

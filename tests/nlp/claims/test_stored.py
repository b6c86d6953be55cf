"""Weights that are not there, or are none."""

from pathlib import Path

import pytest

from nlp.claims import classifier, dating, firmness, voicing
from nlp.errors import ModelError


@pytest.mark.parametrize("network", [classifier, firmness, dating, voicing])
def test_weights_that_cannot_be_read_are_an_error_that_says_what_to_do(network, monkeypatch, tmp_path):
    broken = tmp_path / "weights.npz"
    broken.write_bytes(b"PK\x03\x04 not weights")
    for path in (broken, Path("nowhere.npz")):
        monkeypatch.setattr(network, "WEIGHTS", path)
        network.shipped.cache_clear()
        with pytest.raises(ModelError, match="reinstall"):
            network.shipped()
    network.shipped.cache_clear()

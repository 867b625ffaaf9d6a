"""A machine's own secret key is made once and read by nobody else."""

import stat

from config import local_key


def test_the_key_is_made_once(monkeypatch, tmp_path):
    monkeypatch.setattr(local_key, "DATA_DIR", tmp_path / "var")
    first = local_key.local_secret_key()
    assert len(first) >= 50
    assert local_key.local_secret_key() == first


def test_only_its_owner_can_read_it(monkeypatch, tmp_path):
    monkeypatch.setattr(local_key, "DATA_DIR", tmp_path)
    local_key.local_secret_key()
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600

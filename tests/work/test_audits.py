"""What a check finds out of withheld counts is kept for the next, and everything else is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.__main__ import cli
from build_scripts.disclosure.values import Audit
from build_scripts.model.indicator import Indicator
from build_scripts.model.reference import Reference
from build_scripts.work import audits, remote
from tests.mistakes import BROKEN, TINY_PORTAL, copy_tiny_portal, lay_over

MISTAKE = "withheld-count-recoverable--own"


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The indicators that are looked at, each time one is."""
    found: list[str] = []

    def audit(datasets: Path, indicators: Mapping[str, Indicator], reference: Reference) -> Audit:
        found.extend(indicators)
        return remote.audit(datasets, indicators, reference)

    class Watched:
        """The same as `remote`, seen."""

    watched = Watched()
    watched.audit = audit  # type: ignore[attr-defined]
    monkeypatch.setattr(audits, "remote", watched)
    return found


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The datasets of a publication, in which somebody is."""
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "site_src").mkdir()
    monkeypatch.chdir(tmp_path)
    return copy_tiny_portal(tmp_path)


def check(*words: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--workers", "1", *words], catch_exceptions=False)


def test_a_check_looks_again_only_where_something_changed(
    datasets: Path, looked_at: list[str]
) -> None:
    lay_over(BROKEN / MISTAKE, datasets)
    first = check()
    assert first.exit_code == 1 and "dental-check" in looked_at
    looked_at.clear()
    assert check().output == first.output
    assert looked_at == []
    path = datasets / "dental-check" / "dental-check.csv"
    path.write_bytes((TINY_PORTAL / "dental-check" / path.name).read_bytes())
    assert MISTAKE.partition("--")[0] not in check().output
    assert looked_at == ["dental-check"]


def test_a_kept_audit_that_was_altered_is_made_anew(datasets: Path, looked_at: list[str]) -> None:
    lay_over(BROKEN / MISTAKE, datasets)
    first = check()
    kept = datasets.parent / "build" / "checked"
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"\0")
    looked_at.clear()
    assert check().output == first.output
    assert "dental-check" in looked_at


def test_what_was_kept_of_other_data_is_deleted_by_a_whole_check_only(datasets: Path) -> None:
    check()
    kept = datasets.parent / "build" / "checked"
    before = set(kept.iterdir())
    check("datasets/dental-check")
    assert set(kept.iterdir()) == before
    (datasets / "dental-check" / "dental-check.csv").open("a").write("\n")
    check()
    assert len(set(kept.iterdir()) - before) == 1 and len(set(kept.iterdir())) == len(before)


def test_a_check_of_data_from_elsewhere_keeps_nothing(datasets: Path, tmp_path: Path) -> None:
    check(str(copy_tiny_portal(tmp_path / "elsewhere")))
    assert not (datasets.parent / "build").exists()


def test_a_folder_that_cannot_be_written_only_costs_time(
    datasets: Path, looked_at: list[str]
) -> None:
    (datasets.parent / "build").write_text("a file where the folder would be")
    assert check().exit_code == 0
    assert check().exit_code == 0
    assert looked_at.count("dental-check") == 2

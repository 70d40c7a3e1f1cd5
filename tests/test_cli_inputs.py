"""Which files a command line means, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_lint.inputs import Input, expand


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    reports = ("b.txt", "a.txt", "Ă.txt", "con/c.txt")
    for name in (*reports, ".an.txt", "~$b.docx", "cchc-lint.yaml", "cchc-lint-xa.yaml", ".git/d.txt"):
        path = tmp_path / "kho" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "trong").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestExpand:
    def test_a_folder_goes_in_code_point_order_and_without_what_is_passed_over(self) -> None:
        assert [item.path for item in expand(["kho"])] == ["kho/a.txt", "kho/b.txt", "kho/con/c.txt", "kho/Ă.txt"]
        assert not any(item.named for item in expand(["kho"]))

    def test_what_is_named_is_tried_whatever_its_name(self) -> None:
        assert expand(["kho/.an.txt"]) == [Input("kho/.an.txt")]

    def test_a_file_that_is_not_there_stays_for_its_error(self) -> None:
        assert expand(["khong-co.txt"]) == [Input("khong-co.txt")]

    def test_a_glob_names_its_files(self) -> None:
        assert expand(["kho/*.txt"]) == [Input("kho/a.txt"), Input("kho/b.txt"), Input("kho/Ă.txt")]

    def test_a_glob_passes_lock_files_over(self) -> None:
        assert expand(["kho/*.docx"]) == [Input("kho/*.docx", empty=True)]

    def test_a_double_star_goes_down(self) -> None:
        assert Input("kho/con/c.txt") in expand(["kho/**/*.txt"])

    def test_an_empty_folder_is_said(self) -> None:
        assert expand(["trong"]) == [Input("trong", empty=True)]

    def test_a_file_given_twice_is_checked_once_and_counts_as_named(self) -> None:
        assert expand(["kho", "./kho/a.txt"])[0] == Input("./kho/a.txt")
        assert len(expand(["kho", "./kho/a.txt"])) == 4

    def test_standard_input(self) -> None:
        assert expand(["-"]) == [Input("-")]

"""The model of the Vietnamese syllable, and the lexicon that is written by it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lint import packdata
from cchc_lint.parse.lexicon import distance, lexicon
from cchc_lint.parse.syllables import canonical, is_syllable, onset

_RIGHT = """
nghiêng khuỷu quốc giếng gì gìn giặc uống ương ủy uỷ hòa hoà quý quí thuở khoẻ loẹt xoong huyền khuya tuýp
nguyệt kỹ kĩ yêu yết ý ỷ êm ghế nghị quyền quét thuế trường được những rượu hươu
"""
_WRONG = "môt cac nghành đươc nghiêp hiêụp cể nge kông qốc thưc chíh hànhh tiêt bôn̉g"


@pytest.mark.parametrize("word", _RIGHT.split())
def test_syllables(word: str) -> None:
    assert is_syllable(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize("word", _WRONG.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize(("one", "other"), [
    ("hoà", "hòa"), ("Hoá", "hóa"), ("UỶ", "ủy"), ("kĩ", "kỹ"), ("lí", "lý"), ("tỉ", "tỷ"), ("khoẻ", "khỏe"),
])
def test_equal_spellings(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("phượng", "phụng"), ("hai", "hay"), ("tai", "tay"), ("mùi", "mui")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(("word", "first"), [
    ("nghị", "ngh"), ("giao", "gi"), ("gì", "g"), ("quyền", "qu"), ("ện", ""), ("đường", "đ"), ("thủ", "th"),
])
def test_onset(word: str, first: str) -> None:
    assert onset(word) == first


@pytest.mark.parametrize(("one", "other", "slips"), [
    ("kiệm", "kiệm", 0), ("kiềm", "kiệm", 1), ("lòng", "lồng", 1), ("các", "cá", 1), ("trinh", "trihn", 1),
    ("lý", "kỷ", 2), ("tịch", "tục", 2), ("thủ", "phòng", 3),
])
def test_distance(one: str, other: str, slips: int) -> None:
    assert min(distance(one, other), 3) == slips
    assert distance(other, one) == distance(one, other)


@given(st.sampled_from(sorted(lexicon().loose - lexicon().spared)))
def test_words_of_the_lexicon_are_canonical_syllables(word: str) -> None:
    assert is_syllable(word)
    assert canonical(word) == word


def test_every_group_of_the_lexicon_is_canonical_and_stands_once() -> None:
    raw = packdata.data("lexicon")
    groups = [group for theme in raw["phrases"].values() for group in theme.split(", ")]
    known = {word for first, rest in raw["known"].items() for word in (first, *rest.split())}
    assert len(groups) == len(set(groups))
    assert [first for first, rest in raw["known"].items() if len(rest.split()) != len(set(rest.split()))] == []
    assert [word for group in groups for word in group.split() if canonical(word) != word] == []
    assert [word for word in sorted(known) if not is_syllable(word) or canonical(word) != word] == []


def test_no_known_group_is_a_doubled_word() -> None:
    assert [first for first, rest in packdata.data("lexicon")["known"].items() if first in rest.split()] == []

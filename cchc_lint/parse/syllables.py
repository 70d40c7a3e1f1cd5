"""A model of the written Vietnamese syllable: onset, rhyme and tone.

Source: Quốc ngữ spelling as taught in schools (SGK Tiếng Việt 1): c/k/q, g/gh and ng/ngh by the vowel that
follows, and only sắc or nặng on rhymes that end in a stop (c, ch, p, t). Tone marks count on any vowel of
the rhyme, so that "hòa" and "hoà" are both right, and so are "kỹ" and "kĩ", but not on the onset ("qúy", "gía").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LEVEL, GRAVE, ACUTE, HOOK, TILDE, DOT = "", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES = (GRAVE, ACUTE, HOOK, TILDE, DOT)


def _toned() -> dict[str, tuple[str, str]]:
    """Each toned letter with its plain letter and its tone: "ế" → ("ê", ACUTE)."""
    letters = "aăâeêioôơuưy"
    return {unicodedata.normalize("NFC", x + tone): (x, tone) for x in letters for tone in _TONES}


_TONED = _toned()
_TO_PLAIN = str.maketrans({letter: plain for letter, (plain, _) in _TONED.items()})
_TO_BASE = str.maketrans(
    {**{letter: unicodedata.normalize("NFD", letter)[0] for letter in _TONED},
     "ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u", "đ": "d"}
)

_RHYME_TABLE = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôp uôt up ut
uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
# Rhymes after "qu", whose u is the glide; "quốc" is written so.
_QU_TABLE = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eo et ê ên ênh êt êu
i in it y ych yên yêt ynh yt ơ ơi ơn ơt ôc
"""
_RHYMES, _AFTER_QU = tuple(_RHYME_TABLE.split()), tuple(_QU_TABLE.split())
_STOPS = ("c", "ch", "p", "t")


def _syllables() -> Iterator[str]:
    """The toneless syllables, spelled by the rules for c/k/q, g/gh and ng/ngh."""
    front = [x for x in _RHYMES if x[0] in "eêiy"]
    back = [x for x in _RHYMES if x[0] not in "eêiy"]
    # before a glide the sound of c is written q, and g takes none but in "goá", "goòng"
    hard = [x for x in back if x[:2] not in ("uy", "uê", "uơ", "uâ")]
    bare = [x for x in _RHYMES if x not in ("ooc", "oong", "uơ", "ưm", "ưn")]
    for onsets, rhymes in (
        ("b ch d đ h kh l m n nh ph r s t th tr v x p", _RHYMES),
        ("ng", back),
        ("c g", hard),
        ("k gh ngh", front),
        ("gi", (*back, "ê", "êng", "êt", "êm", "êu", "êc", "eo", "ep", "en", "e", "et")),
        ("qu", _AFTER_QU),
    ):
        yield from (onset + rhyme for onset in onsets.split() for rhyme in rhymes)
    yield from ("gi", "gin", "gia", "giêc", "giêm", "giêng", "giêt", "giêu", *bare)


_SYLLABLES = frozenset(_syllables())
_ONSET = re.compile(r"(?:ngh|ng|nh|ch|gh|gi(?=[aăâeêoôơuư])|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?")
_GLIDING = re.compile(r"qu.|gi[aăâeêoôơuư]")
_I_ENDING = re.compile(r"(?:[hklmst]|qu)i")
_OPEN_GLIDE = re.compile(r"(?:[^q]|^)(?:oa|oe|uy)")


class Shape:
    """What a lower-case NFC word looks like: `plain` without tones, `base` without any marks, its tones."""

    __slots__ = ("base", "plain", "tone", "valid")

    def __init__(self, word: str) -> None:
        marks = [_TONED[x][1] for x in word if x in _TONED]
        toned = next((at for at, x in enumerate(word) if x in _TONED), 0)
        self.plain = word.translate(_TO_PLAIN)
        self.base = word.translate(_TO_BASE)
        self.tone = "".join(marks)
        self.valid = (
            len(marks) <= 1
            and self.plain in _SYLLABLES
            # the u of "qu" and the i of "gi" before a vowel belong to the onset and bear no tone: "qủa", "gía"
            and not (toned == 1 and _GLIDING.match(self.plain))
            and (not self.plain.endswith(_STOPS) or self.tone in (ACUTE, DOT))
        )


@lru_cache(maxsize=65536)
def shape(word: str) -> Shape:
    """The shape of a word in NFC, in any case."""
    return Shape(word.lower())


def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable: "hoà", "hòa", "nghiêng", not "môt", "nghành", "đươc"."""
    return shape(word).valid


@lru_cache(maxsize=65536)
def onset(word: str) -> str:
    """The consonants that a syllable begins with, "" where it begins with its rhyme ("ủy", "ện")."""
    found = _ONSET.match(shape(word).plain)
    return found.group() if found else ""


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """One spelling for equal ones, lower case: "Hoá" and "hóa", "kĩ" and "kỹ", "Uỷ" and "ủy"."""
    word = word.lower()
    seen = shape(word)
    if not seen.tone or len(seen.tone) > 1:
        return _with_y(word) if word.endswith("i") else word
    if _OPEN_GLIDE.fullmatch(seen.plain[-3:]) and seen.plain[-2:] in ("oa", "oe", "uy"):
        head = seen.plain[:-2]
        return head + unicodedata.normalize("NFC", seen.plain[-2] + seen.tone) + seen.plain[-1]
    return _with_y(word)


def _with_y(word: str) -> str:
    seen = shape(word)
    if not _I_ENDING.fullmatch(seen.plain):
        return word
    return unicodedata.normalize("NFC", seen.plain[:-1] + "y" + seen.tone)

"""Text in the font encodings from before Unicode: TCVN3 (ABC fonts, .VnTime) and VNI (VNI-Times).

Such files hold bytes of Windows-1252 that only their fonts show as Vietnamese. Sources: TCVN 5712:1993
(VN3), and the keyboard table of VNI Software.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3_BYTES = (
    "µ¶·¸¹ ¨»¼½¾Æ ©ÇÈÉÊË ® ÌÎÏÐÑ ªÒÓÔÕÖ ×ØÜÝÞ ßáâãä «åæçèé ¬êëìíî ïñòóô \xadõö÷øù úûüýþ ¡¢£¤¥¦§"
)
_TCVN3_TEXT = (
    "àảãáạ ăằẳẵắặ âầẩẫấậ đ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ ĂÂÊÔƠƯĐ"
)
_TCVN3 = {ord(a): b for a, b in zip(_TCVN3_BYTES, _TCVN3_TEXT, strict=True) if a != " "}

_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}
_VNI_LETTERS = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
}
_VNI_MARKS |= {a.upper(): b for a, b in _VNI_MARKS.items()}
_VNI_LETTERS |= {a.upper(): b.upper() for a, b in _VNI_LETTERS.items()}
_VNI = re.compile(f"([aeoyuAEOYUôÔöÖ])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_LETTERS)}])")

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:i?êu?|u?yê?u?|uô|ươ|ưa|ia|ua|oă|oa|oe|uâ|uê|uơ|iê|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnptiyou])?"
)
_TONES = dict.fromkeys([0x300, 0x301, 0x303, 0x309, 0x323])
_ENOUGH = 12  # accented syllables that a text of a hundred words has at the very least
_MAX_SAMPLE = 20_000


def from_tcvn3(text: str) -> str:
    """Windows-1252 text in an ABC font as Unicode. Capitals with tones were lower-case letters of a capital font."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Windows-1252 text in a VNI font as Unicode."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    if match[3]:
        return _VNI_LETTERS[match[3]]
    return _VNI_LETTERS.get(match[1], match[1]) + _VNI_MARKS[match[2]]


def syllables(text: str) -> tuple[int, int]:
    """(words with a Vietnamese letter that are Vietnamese syllables, words that are neither that nor ASCII)."""
    good = bad = 0
    for word in _WORD.findall(unicodedata.normalize("NFC", text[:_MAX_SAMPLE])):
        if word.isascii():
            continue
        plain = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
        if _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)):
            good += 1
        else:
            bad += 1
    return good, bad


def convert(text: str) -> tuple[str, str]:
    """(the text in Unicode, the name of the old encoding); the name is "" where the text is as it should be.

    Certain only: the converted text must consist of Vietnamese syllables, far more than the text as it is.
    """
    before, odd = syllables(text)
    if odd * 3 < before or odd < 3:
        return text, ""
    best, name, most = text, "", max(2 * before, min(_ENOUGH, odd // 2))
    for title, function in (("TCVN3 (ABC)", from_tcvn3), ("VNI", from_vni)):
        converted = function(text)
        good, bad = syllables(converted)
        if good > most and good > 4 * bad:
            best, name, most = converted, title, good
    return best, name

"""The reading text of plain text files: what belongs together is one line, what does not stays apart."""

from __future__ import annotations

import random

import pytest

from cchc_lint.document import Document, Span
from cchc_lint.read.layout import printed_width
from cchc_lint.read.text import from_text


def paragraphs(source: str) -> list[str]:
    document = from_text(source)
    return [document.slice(block.span) for block in document.blocks if block.kind == "paragraph"]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


# A page as it comes out of a PDF: blank lines everywhere, lines wrapped at the width of the page.
WRAPPED = """\
I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH

1. Về ban hành kế hoạch cải cách hành chính

Trong quý I năm 2023, Phòng Nội vụ đã tham mưu Ủy ban nhân dân huyện ban

hành Quyết định số 15/QĐ-UBND ngày 05/01/2023 về kế hoạch cải cách hành chính

năm 2023; Kế hoạch số 21/KH-UBND ngày 10/01/2023 về tuyên truyền theo Nghị định

61/2018/NĐ-CP của Chính phủ; tổng số nhiệm vụ được giao trong kỳ báo cáo là

45 nhiệm vụ, đã hoàn thành 30 nhiệm vụ, đạt 66,67% kế hoạch của năm

2023; tăng cường kiểm tra tại

12/12 xã, thị trấn theo Quyết định số 30/QĐ-

UBND của huyện và Thông tư số 01/2018/TT-

VPCP của Văn phòng Chính phủ.

- Ban hành 05 văn bản chỉ đạo, điều hành về công tác cải cách hành chính của
 huyện Ea Súp Mới.

- Tổ chức 02 hội nghị

2. Về kiểm tra

a) Kiểm tra theo kế hoạch được duyệt

Đoàn kiểm tra đã làm việc tại 05 xã
"""


def test_wrapped_lines_become_paragraphs() -> None:
    assert paragraphs(WRAPPED) == [
        "I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH",
        "1. Về ban hành kế hoạch cải cách hành chính",
        "Trong quý I năm 2023, Phòng Nội vụ đã tham mưu Ủy ban nhân dân huyện ban hành Quyết định số "
        "15/QĐ-UBND ngày 05/01/2023 về kế hoạch cải cách hành chính năm 2023; Kế hoạch số 21/KH-UBND ngày "
        "10/01/2023 về tuyên truyền theo Nghị định 61/2018/NĐ-CP của Chính phủ; tổng số nhiệm vụ được giao "
        "trong kỳ báo cáo là 45 nhiệm vụ, đã hoàn thành 30 nhiệm vụ, đạt 66,67% kế hoạch của năm 2023; tăng "
        "cường kiểm tra tại 12/12 xã, thị trấn theo Quyết định số 30/QĐ-UBND của huyện và Thông tư số "
        "01/2018/TT-VPCP của Văn phòng Chính phủ.",
        "- Ban hành 05 văn bản chỉ đạo, điều hành về công tác cải cách hành chính của huyện Ea Súp Mới.",
        "- Tổ chức 02 hội nghị",
        "2. Về kiểm tra",
        "a) Kiểm tra theo kế hoạch được duyệt",
        "Đoàn kiểm tra đã làm việc tại 05 xã",
    ]


def wrap(text: str, indent: int, width: int = 32_300) -> list[str]:
    """Set a paragraph in Times New Roman, its first line indented."""
    lines, room = [""], width - indent
    for word in text.split():
        if lines[-1] and printed_width(f"{lines[-1]} {word}") > room:
            lines.append("")
            room = width
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


TEXT = (
    "trong kỳ báo cáo các đơn vị đã thực hiện nghiêm túc nhiệm vụ được giao và bảo đảm đúng tiến độ theo chỉ đạo của "
    "cấp trên phù hợp với điều kiện thực tế tại địa phương góp phần nâng cao chất lượng phục vụ người dân"
)
WORDS = TEXT.split()


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(["Xã", *chance.choices(WORDS, k=length)]) + "."


@pytest.mark.parametrize("seed", range(8))
def test_paragraphs_that_end_at_the_margin_are_told_from_sentences_that_do(seed: int) -> None:
    """Whatever the length of its last line, the indent of the next first line shows in its letters."""
    chance = random.Random(seed)
    texts = [" ".join(sentence(chance, chance.randint(18, 40)) for _ in range(chance.randint(1, 5))) for _ in range(60)]
    pages = "\n\n".join(line for text in texts for line in wrap(text, indent=2_570))
    found = paragraphs(pages)
    # Left over are paragraphs of which neither the last line nor the first shows where it ends.
    assert len(set(texts) - set(found)) <= len(texts) // 10


def test_wrapped_heading_is_joined_and_kept_from_its_text() -> None:
    heading = "3.1. Rà soát, bố trí cán bộ, công chức theo đúng quy định về vị trí việc làm của các cơ quan, đơn vị"
    chance = random.Random(1)
    texts = [text for n in range(9) for text in (heading, f"UBND xã {sentence(chance, 60 + n)[3:]}")]
    source = "\n\n".join(line for text in texts for line in wrap(text, indent=2_570))
    assert paragraphs(source) == texts


def test_page_break_within_a_paragraph_per_line() -> None:
    source = (
        "Việc tuyên truyền được thực hiện bằng nhiều hình thức; các đơn vị đã quán triệt sâu rộng tinh thần đẩy\n\n"
        "mạnh cải cách thủ tục hành chính, đã ban hành Kế hoạch số\n\n"
        "15/KH-UBND ngày 02/01/2025 và niêm yết công khai tại trụ sở Ủy ban nhân dân xã Tân Hòa\n\n"
        "Lạc. Người dân xã Tân Hòa Lạc đánh giá cao.\n\n"
        "Trong kỳ không có đơn thư.\n"
    )
    assert paragraphs(source) == [
        "Việc tuyên truyền được thực hiện bằng nhiều hình thức; các đơn vị đã quán triệt sâu rộng tinh thần đẩy "
        "mạnh cải cách thủ tục hành chính, đã ban hành Kế hoạch số 15/KH-UBND ngày 02/01/2025 và niêm yết công khai "
        "tại trụ sở Ủy ban nhân dân xã Tân Hòa Lạc. Người dân xã Tân Hòa Lạc đánh giá cao.",
        "Trong kỳ không có đơn thư.",
    ]


@pytest.mark.parametrize("lines", [
    ["III. ĐÁNH GIÁ CHUNG", "Công tác cải cách hành chính được quan tâm."],
    ["h) Chất lượng đội ngũ cán bộ, công chức, viên chức cấp xã của huyện và các xã", "Hiện nay có 15 người."],
    ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
    ["TM. ỦY BAN NHÂN DÂN XÃ TÂN HÒA LẠC", "CHỦ TỊCH", "Nguyễn Văn An"],
    ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ["ỦY BAN NHÂN DÂN HUYỆN EA SÚP MỚI", "PHÒNG NỘI VỤ"],
    ["- Tổng số hồ sơ: 405 hồ sơ", "- Từ kỳ trước chuyển qua: 01 hồ sơ", "- Mới tiếp nhận: 404 hồ sơ"],
    ["a) Cấp xã", "b) Cấp tỉnh", "đ) Cấp khác"],
    ["1. Ưu điểm", "2. Hạn chế"],
    ["KẾT QUẢ CẢI CÁCH HÀNH CHÍNH CỦA HUYỆN", "B. TỔ CHỨC THỰC HIỆN"],
    ["KẾT QUẢ CẢI CÁCH HÀNH CHÍNH CỦA HUYỆN", "PHẦN THỨ HAI", "PHƯƠNG HƯỚNG, NHIỆM VỤ"],
    ["BÁO CÁO", "Kết quả cải cách hành chính quý I năm 2025"],
    ["PHỤ LỤC", "THỐNG KÊ SỐ LIỆU", "(Kèm theo Báo cáo số 12/BC-UBND ngày 12/3/2025)"],
    ["Số nhiệm vụ được giao là 12 nhiệm vụ.", "12/12 xã đã hoàn thành."],
])
def test_lines_that_stay_apart(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines
    assert paragraphs("\r\n\r\n".join(lines)) == lines


@pytest.mark.parametrize(("lines", "joined"), [
    (["THỐNG KÊ SỐ LIỆU VỀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI", "CÁCH HÀNH CHÍNH QUÝ I NĂM 2025"], " "),
    (["Thực hiện Nghị quyết số 18-", "NQ/TW ngày 25/10/2017"], ""),
    (["thực hiện Nghị định số 61/2018/NĐ", "-CP của Chính phủ"], ""),
    (["gắn với phát triển kinh tế -", "xã hội của địa phương"], " "),
    (["-", "Ban hành 02 văn bản"], " "),
    (["2.", "Cải cách thể chế"], " "),
    (["đã giải quyết 120 hồ sơ (đạt 98,5%", "), còn 02 hồ sơ"], ""),
    (["Trên đây là báo cáo của Ủy ban nhân dân xã Tân Hòa Lạc", "./."], ""),
])
def test_lines_that_belong_together(lines: list[str], joined: str) -> None:
    assert paragraphs("\n\n".join(lines)) == [joined.join(lines)]


def test_columns_of_letterhead_and_signature_are_lines_of_their_own() -> None:
    source = (
        "UBND XÃ TÂN HÒA LẠC\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\r\n"
        "Số:     /BC-UBND            Tân Hòa Lạc, ngày     tháng 9 năm 2025\r\n"
        "1.\tCải cách thể chế\r\n"
        "- Tổng số hồ sơ:\t405 hồ sơ\r\n"
        "Nơi nhận:\t\tTM. ỦY BAN NHÂN DÂN\r\n"
        "- Như trên;\tNguyễn Văn An\r\n"
    )
    assert paragraphs(source) == [
        "UBND XÃ TÂN HÒA LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số:     /BC-UBND", "Tân Hòa Lạc, ngày     tháng 9 năm 2025",
        "1. Cải cách thể chế", "- Tổng số hồ sơ: 405 hồ sơ",
        "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- Như trên;", "Nguyễn Văn An",
    ]


def test_markup_is_dropped_where_it_is_balanced() -> None:
    document = from_text(
        "## II. KẾT QUẢ\n\n**1. Cải cách thể chế**\n\nĐã ban hành *02* văn bản, <i>gồm</i> 05 <b>chỉ thị</b>.\n\n"
        "** Tình hình chung*\n\n**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**\n"
    )
    assert document.text.split("\n") == [
        "II. KẾT QUẢ", "1. Cải cách thể chế", "Đã ban hành 02 văn bản, gồm 05 chỉ thị.",
        "** Tình hình chung*", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ]
    assert [block.level for block in document.blocks] == [2, 0, 0, 0, 0, 0]


PAGES = """\
Trong kỳ, các đơn vị đã thực hiện nghiêm túc và gửi báo cáo về Phòng Nội vụ trước
2
\fBáo cáo cải cách hành chính của huyện Ea Súp Mới
ngày 14 hằng tháng theo quy định của Ủy ban nhân dân huyện.
https://dichvucong.gov.vn/
3
\fBáo cáo cải cách hành chính của huyện Ea Súp Mới
Cổng https://dichvucong.gov.vn hoạt động ổn định.
https://dichvucong.gov.vn/
- 4 -
\fBáo cáo cải cách hành chính của huyện Ea Súp Mới
--------------
Hết.
"""


def test_furniture_leaves_the_sentences() -> None:
    document = from_text(PAGES)
    assert [text for kind, text in kinds(document) if kind == "paragraph"] == [
        "Trong kỳ, các đơn vị đã thực hiện nghiêm túc và gửi báo cáo về Phòng Nội vụ trước ngày 14 hằng tháng "
        "theo quy định của Ủy ban nhân dân huyện.",
        "https://dichvucong.gov.vn/",
        "Cổng https://dichvucong.gov.vn hoạt động ổn định.",
        "Hết.",
    ]
    furniture = [text for kind, text in kinds(document) if kind == "furniture"]
    assert furniture.count("Báo cáo cải cách hành chính của huyện Ea Súp Mới") == 3
    assert {"2", "3", "- 4 -", "--------------"} < set(furniture)
    assert [block.page for block in document.blocks][::len(document.blocks) - 1] == [1, 4]


def test_page_numbers_without_form_feeds() -> None:
    """A number at the top of a page, or in turn with others; a number in a sentence is none."""
    source = WRAPPED.replace("của huyện và", "của huyện\n 2 \n\nvà") + "\n\n\n3\n\n" + WRAPPED.replace(
        "trong kỳ báo cáo là\n\n45 nhiệm", "trong kỳ báo cáo là\n\n45\n\nnhiệm"
    )
    assert paragraphs(source) == paragraphs(WRAPPED) * 2
    assert [text for kind, text in kinds(from_text(source)) if kind == "furniture"] == ["2", "3"]


def page(number: int, length: int = 12) -> str:
    return "\n".join(f"Xã {'ABCDEGHIKLMN'[(number + i) % 12]} hoàn thành {number + i} nhiệm vụ." for i in range(length))


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_numbers_that_count_on_are_those_of_pages(apart: str) -> None:
    source = page(1) + "".join(f"{apart}{number}{apart}{page(number)}" for number in range(2, 7))
    furniture = [text for kind, text in kinds(from_text(source)) if kind == "furniture"]
    assert furniture == ["2", "3", "4", "5", "6"]
    assert len(paragraphs(source)) == 6 * 12


@pytest.mark.parametrize("numbers", [(2, 3, 4), (2, 3, 5, 6, 7), (12, 13, 14, 15, 16)])
def test_numbers_that_do_not_count_pages_stay(numbers: tuple[int, ...]) -> None:
    source = page(1) + "".join(f"\n{number}\n{page(number)}" for number in numbers)
    assert "furniture" not in {kind for kind, _ in kinds(from_text(source))}


def test_numbers_closer_than_a_page_stay() -> None:
    source = page(1, 8) + "".join(f"\n{number}\n{page(number, 8)}" for number in range(2, 7))
    assert "furniture" not in {kind for kind, _ in kinds(from_text(source))}


def test_stamps_of_electronic_signatures_are_furniture() -> None:
    document = from_text(
        "Nguyễn Văn An\n\n\n\t\tCƠ QUAN CHỨNG THỰC - ĐT: 024.1234567 - EMAIL: a@b.vn\n\t2025-03-14T09:54:09+0700\n"
        "\tTỉnh Lâm Sơn\n\tNguyễn Văn An<an@lamson.gov.vn> đã ký lên văn bản này!\n\n"
        "Người ký: Ủy ban nhân dân xã\nEmail: tanhoalac@lamson.gov.vn\nCơ quan: Tỉnh Lâm Sơn\n"
        "Thời gian ký: 14.03.2025 10:11:12\n"
    )
    assert [kind for kind, _ in kinds(document)] == ["paragraph", *["furniture"] * 8]
    assert "2025-03-14T09:54:09+0700" in document.text


SPREAD = """\
Trong  quý  I  năm  2022, các  xã  đã  giải  quyết  256  hồ  sơ, trong
đó   đúng   hạn   239   hồ   sơ, quá   hạn   17  hồ  sơ, chiếm  tỉ  lệ
7,11  %  tổng  số; các  xã  đã  ban  hành  12  văn  bản  chỉ  đạo, chỉ
đạo  thực  hiện  nghiêm  túc  kế  hoạch.
"""


def test_blanks_that_spread_a_line_are_dropped_and_places_stay_exact() -> None:
    document = from_text(SPREAD)
    assert "  " not in document.text
    lines = SPREAD.split("\n")
    for word, line in (("17", 2), ("7,11", 3), ("nghiêm", 4)):
        at = document.text.index(word)
        assert document.locate(Span(at, at + len(word)))[:2] == (line, lines[line - 1].index(word) + 1)


def test_a_gap_that_was_to_be_filled_in_stays() -> None:
    text = "Đã giải quyết      hồ sơ, đạt  % kế hoạch; của  UBND xã;  Ủy ban."
    assert from_text(text).text == text
    assert from_text("Thực hiện kế hoạch của  UBND xã;  Ủy ban.").text == "Thực hiện kế hoạch của UBND xã; Ủy ban."


def test_marks_of_a_mail_program_and_signs_of_full_width() -> None:
    source = "> Đã ban hành １２ văn bản，đạt\n> ５０％ kế hoạch.\n>\n> Hết.\n"
    document = from_text(source)
    assert document.text == "Đã ban hành 12 văn bản,đạt 50% kế hoạch.\nHết."
    assert document.locate(Span(document.text.index("50"), document.text.index("50") + 3))[:4] == (2, 3, 2, 6)


def test_an_invisible_character_before_the_first_keeps_columns_in_step() -> None:
    document = from_text("\u200bĐã ban hành 12 văn bản.")
    at = document.text.index("12")
    assert document.locate(Span(at, at + 2)).column == 14


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_bold_stretches_may_run_over_blank_lines(end: str) -> None:
    assert paragraphs(f"**TM. ỦY BAN NHÂN DÂN{end}{end}CHỦ TỊCH**{end}") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


@pytest.mark.parametrize("whole", [
    "Đến hết quý |I/2022, đã thực hiện áp dụng cho 50 đơn vị.", "So với quý |IV năm 2021 thì tăng.",
    "Theo Kiến trúc chính quyền điện tử phiên bản |2.0. Đồng thời, đã kết nối 12 hệ thống.",
    "Đã họp ngày |12 tháng 3 năm 2022.", "Đã họp ngày 12 |tháng 3 năm |2022.", "Tổng số là 1.234 |hồ sơ; đạt 7 |xã.",
    "Có 5 thủ tục mức độ |3 và 7 thủ tục mức độ |4.", "Theo Nghị định số |61/2018/NĐ-CP đã ban hành.",
])
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_a_line_end_before_a_figure_that_completes_a_word(whole: str, end: str) -> None:
    source = WRAPPED + "\n" + whole.replace(" |", end) + "\n\n3. Về thể chế\n"
    assert paragraphs(source)[-2:] == [whole.replace("|", ""), "3. Về thể chế"]


@pytest.mark.parametrize("above", ["Công việc của quý", "Công việc trong năm", "Kế hoạch theo tháng"])
def test_a_heading_after_such_a_word_stays_a_heading(above: str) -> None:
    assert paragraphs(f"{above}\nI. KẾT QUẢ CHUNG\n2. Về kiểm tra\n") == [above, "I. KẾT QUẢ CHUNG", "2. Về kiểm tra"]


def test_narrow_lines() -> None:
    text = f"Các xã {' '.join([TEXT] * 4)}"
    lines = wrap(text, 0, 17_000)
    source = "\n".join([*wrap("Tân Hòa Lạc, ngày 13 tháng 3 năm 2024", 0), "BÁO CÁO", "Kết quả năm 2024", "", *lines])
    assert paragraphs(source)[1:] == ["BÁO CÁO", "Kết quả năm 2024", text]


def test_one_letter_written_for_another_throughout() -> None:
    slip = "UBND xã Ðông Hòa. "
    assert from_text(slip * 5).text == ("UBND xã Đông Hòa. " * 5).strip()
    assert from_text(slip * 4).text == (slip * 4).strip()  # a few are slips of the hand
    assert from_text(f"Đoàn kiểm tra. {slip * 5}").text == f"Đoàn kiểm tra. {slip * 5}".strip()

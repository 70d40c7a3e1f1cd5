"""The slips of typing and extraction, through find_slips: what is told, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_lint.document import Block, BlockKind, Document, Origin, Span
from cchc_lint.parse.lexicon import lexicon
from cchc_lint.parse.slips import find_slips
from cchc_lint.report import Slip


def document(*paragraphs: str, kind: BlockKind = "paragraph") -> Document:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(start, start + len(paragraph))))
        start += len(paragraph) + 1
    return Document("bao-cao.txt", "text", "", text, tuple(blocks), Origin(text))


def slips(*paragraphs: str, kind: BlockKind = "paragraph") -> tuple[Slip, ...]:
    return find_slips(document(*paragraphs, kind=kind))[0]


def told(*paragraphs: str, kind: BlockKind = "paragraph") -> list[tuple[str, str, str]]:
    return [(slip.kind, slip.text, slip.suggestion) for slip in slips(*paragraphs, kind=kind)]


@pytest.mark.parametrize(("text", "written", "meant"), [
    ("UBND xã đã giải quyết quyết kịp thời các kiến nghị.", "quyết quyết", "quyết"),
    ("Kế hoạch của của huyện được ban hành sớm.", "của của", "của"),
    ("Nâng cao trách nhiệm của công công chức xã.", "công công", "công"),
    ("Hỗ trợ cho thành thành viên tổ công nghệ số.", "thành thành", "thành"),
    ("Quyết định số 12/QĐ-UBND về việc Về việc kiện toàn tổ công tác.", "về việc Về việc", "về việc"),
    ("Rà soát các quy định các quy định đã hết hiệu lực.", "các quy định các quy định", "các quy định"),
    ("Thực hiện văn bản các văn bản của cấp trên.", "văn bản các văn bản", "các văn bản"),
])
def test_doubled_words(text: str, written: str, meant: str) -> None:
    assert ("doubled-word", written, meant) in told(text)


@pytest.mark.parametrize("text", [
    "Hồ sơ giấy được nhận song song với hồ sơ điện tử, thường thường xong trong ngày.",
    "Tỷ lệ đúng hạn đạt 100%. 100% cán bộ dùng chữ ký số.",
    "Tổng số số liệu đã nhập là 12.",
    "Đơn vị đã giải quyết quyết liệt các tồn đọng.",
    "Các cấp cấp giấy phép đúng hạn.",
    "Kế hoạch năm năm được thông qua.",
    "Xã hoàn thành 05 tiêu chí, tiêu chí còn lại đang thực hiện.",
])
def test_words_that_are_rightly_said_twice(text: str) -> None:
    assert told(text) == []


def test_a_word_at_the_end_of_one_paragraph_and_the_beginning_of_the_next() -> None:
    assert told("Ban hành kế hoạch tuyên truyền", "tuyên truyền qua loa truyền thanh.") == []


def test_a_table_that_lost_its_cells_may_repeat_the_unit() -> None:
    assert told("Tổng số thủ tục thủ tục 12", kind="line") == []


@pytest.mark.parametrize(("text", "kind", "written"), [
    ("Việc thực hiện khá nghiêm túc..", "doubled-punctuation", ".."),
    ("Tỷ lệ quá hạn là 4,55%;. Còn lại đúng hạn.", "doubled-punctuation", ";."),
    ("Đã rà soát,, sửa đổi quy chế.", "doubled-punctuation", ",,"),
    ("Sử dụng trong kỳ báo cáo hàng , 6 tháng, năm", "blank", "hàng ,"),
    ("Văn bản gửi liên thông, , đến được số hóa.", "blank", "thông, ,"),
    ("Theo chỉ đạo của, xã đã triển khai.", "blank", "của,"),
    ("Có 4 đơn vị sự nghiệp công lập.Tổng số viên chức là 40.", "missing-space", "lập.Tổng"),
    ("Theo Công văn số 6327/UBND-", "blank", "6327/UBND-"),
])
def test_marks(text: str, kind: str, written: str) -> None:
    assert (kind, written) in [one[:2] for one in told(text)]


@pytest.mark.parametrize("text", [
    "Tập huấn, hội nghị... được tổ chức đều; kiến nghị… đã trả lời./.",
    "Máy in, máy quét, v.v.. đều mới.",
    "Tổng hợp theo mẫu của Sở KH&ĐT, TP., huyện.",
    "Địa chỉ: dichvucong.Tinhmau.gov.vn và Kehoach.Nam.docx",
    "Nơi nhận: CT, các PCT.UBND huyện; TT.HĐND.",
    "Những tồn tại , hạn chế đã được nêu.",
    "Khách hàng , người dân hài lòng.",
])
def test_marks_that_are_right(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "written"), [
    ("Toàn xã có 12 thôn (trong đó 03 thôn đặc biệt khó khăn.", "("),
    ("Toàn xã có 12 thôn, trong đó 03 thôn đặc biệt khó khăn).", ")"),
    ("Phong trào “Chung tay cải cách hành chính được hưởng ứng.", "“"),
    ("** Tình hình tiếp nhận hồ sơ*", "**"),
])
def test_unbalanced(text: str, written: str) -> None:
    assert ("unbalanced", written) in [one[:2] for one in told(text)]


@pytest.mark.parametrize("paragraphs", [
    ("a) Về thể chế; b) về bộ máy; 1) về tài chính.",),
    ("Có hai nhóm: (1) nhóm xã; (2) nhóm huyện (gồm: a) phòng; b) ban).",),
    ("Thi viết \"Tìm hiểu cải cách hành chính", "cho cán bộ, công chức”, được hưởng ứng."),
    ("Kiểm tra tại 12 đơn vị (trực tiếp là 7 và qua báo cáo là 05); kết quả tốt.",),
    ("Đã ban hành (kèm theo", "Kế hoạch số 12) và triển khai."),
    ("* Ghi chú", "Khu vực 1*"),
])
def test_brackets_that_are_right(paragraphs: tuple[str, ...]) -> None:
    assert [one for one in told(*paragraphs) if one[0] in ("unbalanced", "markup")] == []


def test_markup_is_told_once_for_a_block() -> None:
    assert told("<i>Số đơn vị</i> và <i>tỷ lệ</i>") == [("markup", "<i>", "")]


@pytest.mark.parametrize(("text", "written", "meant"), [
    ("Trong năm 2O21 có 5 đợt kiểm tra.", "2O21", "2021"),
    ("Ngày l2/3/2022 đã ban hành.", "l2/3/2022", "12/3/2022"),
    ("Cán b\u1ed9 c\u043eng chức", "c\u043eng", "cong"),
    ("Tỉnh Ðồng Mây báo cáo.", "Ðồng", "Đồng"),
    ("Công tác cải c\u00adách", "c\u00adách", "cách"),
    ("Bộ phận một cửa c1a huyện", "c1a", ""),
    ("Công tác tuyên truyền đ0àn thể", "đ0àn", "đoàn"),
])
def test_look_alikes(text: str, written: str, meant: str) -> None:
    found = [one for one in told(text) if one[0] == "look-alike"]
    assert [one[1] for one in found] == ([written] if meant else [])
    assert not meant or found[0][2] == meant


def test_a_look_alike_all_through_a_file_is_told_once() -> None:
    found = slips("Tỉnh Ðồng Mây.", "Huyện Ðức Hòa.", "Xã Ðại Lộc.")
    assert [slip.text for slip in found] == ["Ðồng"]
    assert "3 chỗ" in found[0].reason


@pytest.mark.parametrize(("text", "written", "meant"), [
    ("Xây dựng môt hệ thống chung.", "môt", "một"),
    ("Trao đổi ện tử giữa các cơ quan.", "ện", "điện"),
    ("Các nghành đã phối hợp tốt.", "nghành", ""),
    ("Người dân đươc hướng dẫn kỹ.", "đươc", "được"),
    ("Kính trình cấp trên xem xét, tổng hợp nvt", "nvt", "./."),
])
def test_syllables(text: str, written: str, meant: str) -> None:
    assert ("syllable", written, meant) in told(text)


@pytest.mark.parametrize("text", [
    "Tuyên truyền trên website, zalo, facebook và pa-nô; scan hồ sơ qua email.",
    "Các xã Krông nô, Ea H'leo, R'lấp và Ia Pnôn đã nộp.",
    "Gửi về hòm thư xamau@tinhmau.gov.vn trước ngày 05; chi 10.000 đ cho mỗi km.",
    "UBND xã uỷ quyền cho công chức; hoà giải, hòa giải và thuỷ lợi đều tốt.",
    "Theo điểm a, b, c và d khoản 1 Điều 5; nhóm B đạt.",
    "Lưu: VT, nvt.",
])
def test_words_that_are_no_slips(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "written", "meant"), [
    ("Công khai đầy đủ thũ tục hành chính.", "thũ tục hành chính", "thủ tục hành chính"),
    ("Thủ tục được giải quyết một của liên thông.", "một của liên thông", "một cửa liên thông"),
    ("Đơn vị đã tiết kiềm chi phí.", "tiết kiềm", "tiết kiệm"),
    ("Tổ chức tập huẩn cho các thôn.", "tập huẩn", "tập huấn"),
    ("Việc phân cấp quan lý được làm rõ.", "phân cấp quan lý", "phân cấp quản lý"),
    ("CÁC MỤC TIÊU TRONG TÂM QUÝ TỚI", "TRONG TÂM", "TRỌNG TÂM"),
    ("Trong thời qua xã đã làm tốt.", "Trong thời qua", "Trong thời gian qua"),
    ("Theo Luật Viên năm 2010 và các văn bản.", "Luật Viên", "Luật viên chức"),
    ("Hồ sơ đăng trên Công TTĐT tỉnh.", "Công TTĐT", "Cổng TTĐT"),
    ("Gây phiền hà cho các nhân khi đến giao dịch.", "các nhân", "cá nhân"),
])
def test_near_misses(text: str, written: str, meant: str) -> None:
    assert ("near-miss", written, meant) in told(text)


def test_a_group_parted_by_a_page_break_is_read_together() -> None:
    assert ("near-miss", "đẩy manh cải cách") in [
        (kind, text.replace("\n", " ")) for kind, text, _ in told("Quán triệt tinh thần đẩy", "manh cải cách thể chế.")
    ]


def test_a_group_written_often_is_meant() -> None:
    assert told(*["Đơn vị đã tiết kiềm chi phí."] * 3) == []


def test_a_line_of_a_torn_table_may_lack_the_rest_of_a_group() -> None:
    assert told("cơ quan hành", "kiểm", kind="line") == []


_SOUND = """
Căn cứ Kế hoạch cải cách hành chính năm 2023, UBND huyện Ea Súp Mới đã chỉ đạo các phòng, ban tập trung thực hiện.
Công tác tuyên truyền được đẩy mạnh qua hệ thống loa truyền thanh, pa nô, áp phích và các buổi sinh hoạt thôn, buôn.
Các nhân viên y tế thôn bản, các nhân tố tích cực và các nhân sĩ đã tham gia đóng góp ý kiến.
Trường Tiểu học Tân Hòa Lạc có 12 lớp; trường đã xây thêm 02 phòng học, lát gạch sân trường và trồng 40 cây xanh.
Người dân đến nộp hồ sơ được công chức trực hướng dẫn tận tình, không phải đi lại nhiều lần hay chờ lâu.
Kinh phí chi cho công tác này còn hạn hẹp, chủ yếu lồng ghép từ nguồn chi thường xuyên của đơn vị.
Lãnh đạo xã thường xuyên xuống cơ sở nắm tình hình, lắng nghe tâm tư, nguyện vọng của bà con.
Trong tâm trí người dân, bộ phận một cửa là bộ mặt của chính quyền; trong tâm dịch, cán bộ vẫn bám trụ.
Việc rà soát nhằm cắt giảm các bước thừa, rút ngắn thời gian và bỏ những giấy tờ không cần thiết.
Đoàn đã kiểm tra 05 xã, phát hiện 03 sổ ghi thiếu ngày, 01 tờ khai sai mẫu và yêu cầu sửa ngay.
Giá vật tư tăng, mưa bão kéo dài, đường sá hư hỏng nặng nên tiến độ thi công một số công trình bị chậm.
Hộ nghèo được vay vốn ưu đãi để nuôi bò, trồng cà phê, cải tạo vườn tạp; đến nay 25 hộ đã thoát nghèo.
Ban công tác mặt trận, chi hội phụ nữ và đoàn thanh niên cùng ra quân dọn vệ sinh, phát quang đường làng.
Một số công chức tuổi cao, ngại dùng máy tính; một số xã đường truyền yếu, máy cũ, hay treo.
Đề nghị cấp trên quan tâm bố trí biên chế, nâng mức hỗ trợ và sớm ban hành hướng dẫn cụ thể.
Hội đồng đã chấm điểm, xếp hạng và công bố kết quả; đơn vị đứng cuối phải giải trình bằng văn bản.
Sở đã bàn giao 12 bộ máy tính, 03 máy quét, lắp camera và nâng cấp đường truyền cho bộ phận tiếp nhận.
Chủ tịch UBND xã chủ trì họp giao ban đầu tuần, phân công rõ người, rõ việc, rõ thời hạn, rõ kết quả.
Mô hình “Ngày thứ Tư không viết, không hẹn” được nhân rộng tại 7/7 xã và được dư luận đánh giá cao.
Tỷ lệ giải ngân vốn đầu tư công đạt 62,5% kế hoạch, thấp hơn cùng kỳ do vướng giải phóng mặt bằng.
"""


def test_sound_prose_has_no_slips() -> None:
    assert told(*_SOUND.strip().split("\n")) == []


def test_names_are_left_alone() -> None:
    text = "Đồng chí Nguyễn Văn Kiềm, xã Tân Hòa Lạc, huyện Cầu Kè báo cáo; buôn Ea Drăng tiết kiềm được 2 triệu đồng."
    found = document(text)
    start = text.index("tiết kiềm")
    assert [slip.text for slip in find_slips(found)[0]] == ["tiết kiềm"]
    assert find_slips(found, [Span(start, start + 9)])[0] == ()


def test_lost_glyphs_are_told_once_and_hide_the_rest() -> None:
    found, unreadable = find_slips(document(
        "I. C n  t c chỉ đạo, đ ều hành", "Huyện đã ban hành kế hoạch.", "1. Cả  c ch thể ch",
        "Ti p nhận và xử lý phản ánh, ki n nghị", "Đơn vị đã tiết kiềm chi phí.",
    ))
    assert [(slip.kind, slip.text) for slip in found] == [
        ("lost-glyph", "I. C n  t c chỉ đạo, đ ều hành"), ("near-miss", "tiết kiềm"),
    ]
    assert "3 chỗ" in found[0].reason
    assert len(unreadable) == 3


def test_only_the_damaged_part_of_a_long_paragraph_is_unreadable() -> None:
    sound = "Ủy ban nhân dân huyện đã ban hành kế hoạch và giao các phòng thực hiện đầy đủ các nội dung được giao "
    text = sound * 2 + "trong c n t c năm nay " + sound * 2
    _, unreadable = find_slips(document(text))
    assert [text[span.start : span.end] for span in unreadable] == ["c n t c"]


def test_furniture_is_not_read() -> None:
    text = "Đơn vị đã tiết kiềm chi phí.."
    page = Document("a", "text", "", text, (Block("furniture", Span(0, len(text))),), Origin(text))
    assert find_slips(page) == ((), ())


_TEXT = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơưuyáàảãạấớửựỹ ,.;:()“”*<>0123lIOÐ\u00ad\n-/"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_TEXT.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=4),
    st.sampled_from(["paragraph", "line", "row"]),
)
def test_whatever_the_text_slips_mark_words_of_it_in_order(paragraphs: list[str], kind: BlockKind) -> None:
    page = document(*paragraphs, kind=kind)
    found, unreadable = find_slips(page)
    assert all(slip.text.strip() == page.slice(slip.span).strip() for slip in found)
    assert [slip.span for slip in found] == sorted({slip.span for slip in found})
    assert all(0 <= span.start < span.end <= len(page.text) for span in unreadable)
    assert find_slips(page) == (found, unreadable)


_FOUR = sorted(group for groups in (lexicon().gaps.values()) for group, _ in groups if len(group) == 4)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_FOUR))
def test_fixed_phrases_read_right_in_any_case(phrase: tuple[str, ...]) -> None:
    words = " ".join(phrase)
    assert told(f"Xã đã làm tốt {words}, nhưng còn chậm.") == []
    assert told(words.upper()) == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_FOUR), st.integers(0, 3), st.sampled_from(["x", "q"]))
def test_a_letter_too_many_in_a_fixed_phrase_is_found(phrase: tuple[str, ...], at: int, letter: str) -> None:
    wrong = [*phrase[:at], phrase[at] + letter, *phrase[at + 1 :]]
    found = told(f"Xã đã làm tốt: {' '.join(wrong)}.")
    assert {kind for kind, _, _ in found} <= {"syllable", "near-miss"}
    assert found

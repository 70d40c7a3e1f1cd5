"""Footnotes stand after the paragraph that carries their mark, whole, and out of its sentences."""

from __future__ import annotations

from cchc_lint.read.text import from_text


def blocks(source: str) -> list[tuple[str, str, str]]:
    document = from_text(source)
    return [(block.kind, block.mark, document.slice(block.span)) for block in document.blocks]


def test_between_two_halves_of_a_sentence() -> None:
    assert blocks(
        "Ủy ban nhân dân tỉnh đã ban hành các văn bản chỉ đạo¹. Các đơn vị đã niêm yết công khai tại Trung tâm Hành "
        "chính\n\n¹ Kế hoạch số 12/KH-UBND ngày 02/01/2025 về cải cách hành chính.\n\n"
        "công và Bộ phận Một cửa.\n\nTrong kỳ không có vi phạm.\n"
    ) == [
        ("paragraph", "", "Ủy ban nhân dân tỉnh đã ban hành các văn bản chỉ đạo¹. Các đơn vị đã niêm yết công khai "
                          "tại Trung tâm Hành chính công và Bộ phận Một cửa."),
        ("footnote", "1", "Kế hoạch số 12/KH-UBND ngày 02/01/2025 về cải cách hành chính."),
        ("paragraph", "", "Trong kỳ không có vi phạm."),
    ]


def test_a_list_in_a_footnote_does_not_end_in_the_body() -> None:
    found = blocks(
        "b) Tuyên truyền\n\nĐã ban hành các kế hoạch tuyên truyền².\n\nc) Kiểm tra\n\n"
        "² Quyết định số 95/QĐ-UBND của Ủy ban nhân dân tỉnh;\n\n- Kế hoạch số 67/KH-UBND;\n\n"
        "- Kế hoạch số 70/KH-UBND.\n\n"
        "Trong năm đã kiểm tra 05 đơn vị.\n"
    )
    assert found == [
        ("paragraph", "", "b) Tuyên truyền"),
        ("paragraph", "", "Đã ban hành các kế hoạch tuyên truyền²."),
        ("footnote", "2", "Quyết định số 95/QĐ-UBND của Ủy ban nhân dân tỉnh;"),
        ("footnote", "2", "- Kế hoạch số 67/KH-UBND;"),
        ("footnote", "2", "- Kế hoạch số 70/KH-UBND."),
        ("paragraph", "", "c) Kiểm tra"),
        ("paragraph", "", "Trong năm đã kiểm tra 05 đơn vị."),
    ]


def test_body_and_footnote_are_both_cut_by_the_page() -> None:
    found = blocks(
        "Đoàn kiểm tra đã ban hành 02 kết luận⁵.\n\n⁵ Thông báo số 124/TB-ĐKT về việc kiểm tra công tác cấp Giấy\n\n"
        "- Các đơn vị nghiêm túc thực hiện việc niêm yết tại Trung tâm Phục vụ hành\n\n"
        "chứng nhận quyền sử dụng đất; Thông báo số 123/TB-ĐKT về⁶ việc khác.\n\n"
        "⁶ Ban hành kèm theo.\n\nchính công; kịp thời đăng tải trên Cổng thông tin⁶.\n"
    )
    assert found == [
        ("paragraph", "", "Đoàn kiểm tra đã ban hành 02 kết luận⁵."),
        ("footnote", "5", "Thông báo số 124/TB-ĐKT về việc kiểm tra công tác cấp Giấy chứng nhận quyền sử dụng đất; "
                          "Thông báo số 123/TB-ĐKT về⁶ việc khác."),
        ("paragraph", "", "- Các đơn vị nghiêm túc thực hiện việc niêm yết tại Trung tâm Phục vụ hành chính công; "
                          "kịp thời đăng tải trên Cổng thông tin⁶."),
        ("footnote", "6", "Ban hành kèm theo."),
    ]


# As it comes out of a PDF: marks on lines of their own, small print that is wider, cut by a page break.
PRINTED = f"""\
Ủy ban nhân dân huyện báo cáo kết quả thực hiện công tác cải cách hành chính
trong năm 2023 theo hướng dẫn của Sở Nội vụ và kế hoạch của Ủy ban nhân dân
tỉnh, trong đó tập trung đánh giá những kết quả nổi bật đã đạt được trong năm,
những tồn tại, hạn chế cần được khắc phục và các nhiệm vụ trọng tâm của năm
sau như dưới đây.
Để triển khai tốt công tác cải cách hành chính trên địa bàn năm 2023, Ủy ban
nhân dân huyện đã ban hành các văn bản chỉ đạo, điều hành trong năm 2023
1
. Theo đó các đơn vị đã xây dựng kế hoạch và tổ chức thực hiện nghiêm túc các

{" " * 40}
1 Quyết định số 10/QĐ-UBND ngày 05/01/2023 của Ủy ban nhân dân huyện về việc ban hành Kế hoạch tuyên truyền công tác
cải cách hành chính năm 2023 của huyện Ea Súp Mới; Kế hoạch số 11/KH-UBND ngày 08/01/2023 của Ủy ban huyện; Công
 nhiệm vụ được giao, báo cáo kết quả về Phòng Nội vụ để tổng hợp theo đúng quy
định của Ủy ban nhân dân huyện; đồng thời đã khắc phục những tồn tại, hạn chế
của năm trước
2
 văn số 243/UBND-NC ngày 25/01/2023 của Ủy ban nhân dân huyện về việc tổ chức thực hiện sửa đổi, bổ sung thủ tục
hành chính thuộc thẩm quyền giải quyết của cấp huyện.
{" " * 40}
2
 Ủy ban nhân dân huyện đã có văn bản số 96/UBND-NC.
 2. Công tác kiểm tra
"""


def test_printed_pages() -> None:
    assert blocks(PRINTED)[1:] == [
        ("paragraph", "", "Để triển khai tốt công tác cải cách hành chính trên địa bàn năm 2023, Ủy ban nhân dân huyện "
                          "đã ban hành các văn bản chỉ đạo, điều hành trong năm 2023¹. Theo đó các đơn vị đã xây dựng "
                          "kế hoạch và tổ chức thực hiện nghiêm túc các nhiệm vụ được giao, báo cáo kết quả về Phòng "
                          "Nội vụ để tổng hợp theo đúng quy định của Ủy ban nhân dân huyện; đồng thời đã khắc phục "
                          "những tồn tại, hạn chế của năm trước²"),
        ("footnote", "1", "Quyết định số 10/QĐ-UBND ngày 05/01/2023 của Ủy ban nhân dân huyện về việc ban hành Kế "
                          "hoạch tuyên truyền công tác cải cách hành chính năm 2023 của huyện Ea Súp Mới; Kế hoạch số "
                          "11/KH-UBND ngày 08/01/2023 của Ủy ban huyện; Công văn số "
                          "243/UBND-NC ngày 25/01/2023 của Ủy ban nhân dân huyện về việc tổ chức thực hiện sửa đổi, bổ "
                          "sung thủ tục hành chính thuộc thẩm quyền giải quyết của cấp huyện."),
        ("footnote", "2", "Ủy ban nhân dân huyện đã có văn bản số 96/UBND-NC."),
        ("paragraph", "", "2. Công tác kiểm tra"),
    ]


def test_a_mark_glued_to_a_year_is_written_as_a_mark() -> None:
    found = blocks(
        "Kết quả tuyển dụng trong năm 20231, trong đó có 21 người.\n\n1 Gồm 12 công chức và 09 viên chức.\n"
    )
    assert found == [
        ("paragraph", "", "Kết quả tuyển dụng trong năm 2023¹, trong đó có 21 người."),
        ("footnote", "1", "Gồm 12 công chức và 09 viên chức."),
    ]


def test_marks_of_ocr_programs() -> None:
    assert blocks("Đã ban hành<sup>1</sup> và$^{2}$ gửi.\n\n$^1$ Số 1.\n\n<sup>2</sup> Số 2.\n") == [
        ("paragraph", "", "Đã ban hành¹ và² gửi."), ("footnote", "1", "Số 1."), ("footnote", "2", "Số 2."),
    ]
    assert blocks("Đã ban hành[1].\n\n[1] Số 1.\n")[1] == ("footnote", "1", "Số 1.")


def test_figures_on_lines_of_their_own_are_no_marks() -> None:
    source = "Kết quả kiểm tra tại các đơn vị trong kỳ báo cáo như sau:\nTổng số đơn vị đã kiểm tra\n1\nSố vấn đề\n2\n"
    assert "¹" not in from_text(source).text


def test_the_square_of_metres_is_no_mark() -> None:
    assert blocks("Trụ sở rộng 120 m² và khuôn viên 2 km².\n\n² Có 02 phòng.\n")[0][0] == "paragraph"
    found = blocks("Đã đo 5 m².\n\nĐã ban hành văn bản².\n\nHết.\n\n² Số 12/UBND.\n")
    assert [text for _, _, text in found] == ["Đã đo 5 m².", "Đã ban hành văn bản².", "Số 12/UBND.", "Hết."]


def test_a_numbered_line_without_mark_is_no_footnote() -> None:
    assert [kind for kind, _, _ in blocks("Đã tổ chức hội nghị.\n\n1 Hội nghị cấp xã, 2 lớp tập huấn.\n")] == [
        "paragraph", "paragraph",
    ]


def test_a_note_that_goes_on_at_the_foot_of_the_next_page() -> None:
    body = [
        "Trong quý I, UBND huyện đã ban hành các văn bản chỉ đạo để triển khai công tác cải",
        "cách hành chính trên địa bàn huyện theo chỉ đạo của cấp trên và các cơ quan, đơn vị",
        "đã tổ chức thực hiện nghiêm túc các nhiệm vụ được giao, bảo đảm đúng tiến độ và chất",
        "lượng theo kế hoạch đã đề ra từ đầu năm; đồng thời thường xuyên theo dõi, đôn đốc và",
        "kiểm tra việc thực hiện của các cơ quan, đơn vị trực thuộc và của các xã, thị trấn¹ trên",
    ]
    note = ["¹ Gồm 12 xã, thị trấn; các xã còn lại kiểm tra trong quý II theo Kế hoạch số",
            "16/KH-UBND ngày 12/01/2022 của UBND huyện."]
    source = "\n".join([*body, "", note[0], "", "2", "", "địa bàn huyện.", "", note[1], "", "3", "", "Hết."])
    found = blocks(source)
    assert [(kind, text) for kind, _, text in found if kind == "footnote"] == [("footnote", " ".join(note)[2:])]
    assert found[0][2].endswith("thị trấn¹ trên địa bàn huyện.")

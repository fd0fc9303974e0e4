//! What is wrong with a table, in Vietnamese.

use super::leftover;
use crate::diagnostic::{LeftOut, Limit, Mistake, OldFont, Origin, Spot, SumOf, TableProblem};
use crate::diagnostic::{number_in_groups, number_within};

/// The cell stands first: that is where the person looks.
pub(super) fn text(problem: &TableProblem) -> (String, String) {
    let (message, hint) = words(&problem.mistake);
    // Cells have lines; a finding has one.
    let (message, hint) = (message.replace('\n', " "), hint.replace('\n', " "));
    match &problem.spot {
        Some(spot) => (format!("{}: {message}", cell(spot)), hint),
        None => (message, hint),
    }
}

fn cell(spot: &Spot) -> String {
    match &spot.origin {
        Origin::Sheet(name) => format!("ô {} của trang tính “{name}”", spot.name()),
        Origin::Table(number) => format!("bảng {number}, hàng {}, cột {}", spot.row, spot.column),
        Origin::Text => format!("hàng {}, cột {}", spot.row, spot.column),
        Origin::Lines => format!("dòng {}", spot.row),
    }
}

#[expect(clippy::too_many_lines, reason = "one table: a mistake, its message, its hint")]
fn words(mistake: &Mistake) -> (String, String) {
    match mistake {
        Mistake::TooLarge(limit) => {
            (too_large(*limit), "tách lấy riêng bảng tiêu chí sang một tệp mới rồi nhập lại".into())
        }
        Mistake::OldOffice => (
            "tệp kiểu Office cũ (.xls, .doc) hoặc có mật khẩu".into(),
            "mở tệp, bỏ mật khẩu nếu có, chọn “Lưu thành” dạng .xlsx hoặc .docx rồi nhập lại".into(),
        ),
        Mistake::Damaged => (
            "tệp hỏng, hoặc không đúng dạng như tên của nó".into(),
            "mở tệp bằng Excel hoặc Word, lưu thành một tệp mới rồi nhập lại".into(),
        ),
        Mistake::UnknownFormat => (
            "không biết đọc tệp dạng này".into(),
            "dùng một trong các dạng: .xlsx, .docx, .csv, .tsv, .txt, .json; bảng .xls, .ods thì mở ra rồi lưu thành .xlsx".into(),
        ),
        Mistake::NotText => (
            "tệp này không phải văn bản đọc được".into(),
            "trong Excel chọn “Lưu thành” dạng “CSV UTF-8” hoặc .xlsx rồi nhập lại".into(),
        ),
        Mistake::OldFont(OldFont::Tcvn3) => (
            "chữ gõ bằng phông TCVN3 cũ (.VnTime), không phải Unicode".into(),
            CONVERT.replace("{font}", "TCVN3 (ABC)"),
        ),
        Mistake::OldFont(OldFont::Vni) => (
            "chữ gõ bằng phông VNI cũ (VNI-Times), không phải Unicode".into(),
            CONVERT.replace("{font}", "VNI Windows"),
        ),
        Mistake::JsonSyntax => (
            "tệp không đúng cú pháp JSON từ chỗ này".into(),
            "xem lại dấu ngoặc, dấu phẩy, dấu nháy kép ở quanh đây".into(),
        ),
        Mistake::JsonUnknownKey { key, known } => {
            (format!("không có khóa “{key}”"), format!("các khóa dùng được ở đây: {}", known.join(", ")))
        }
        Mistake::JsonMissingKey { key } => (format!("thiếu khóa “{key}”"), format!("thêm \"{key}\": …")),
        Mistake::JsonValue { message } => {
            (format!("giá trị ở đây không dùng được: {message}"), "so với lược đồ hoctap-set-1.schema.json".into())
        }
        Mistake::NoTable => (
            "tệp không có bảng nào".into(),
            "trong Word hãy đặt tiêu chí vào một bảng; trong Excel hãy gõ từ ô đầu của trang tính".into(),
        ),
        Mistake::NoHeadings { seen } => (
            format!("không thấy hàng tiêu đề; tệp bắt đầu bằng: {}", seen.join(" | ")),
            "thêm hàng tiêu đề có “Tiêu chí” hoặc “Chỉ số”, và “Điểm tối đa” hoặc “Mức độ 1”, “Mức độ 2”".into(),
        ),
        Mistake::SecondTable { rows, same_items: true } => (
            format!("ở đây lại có những chỉ số ấy ({rows} hàng) mà số khác với bảng trước"),
            "giữ bảng đúng với văn bản, xóa hoặc ẩn bảng kia; nếu điểm khác nhau theo nhóm thì để thành hai cột điểm của cùng một bảng; rồi nhập lại".into(),
        ),
        Mistake::SecondTable { rows, same_items: false } => (
            format!("đây là một bảng tiêu chí khác ({rows} hàng), mà mỗi lần chỉ nhập được một bộ"),
            "nếu là một bộ thì chép cả hai vào cùng một bảng, cùng các cột; nếu là hai bộ thì để mỗi bảng một tệp (hoặc ẩn trang tính không cần), rồi nhập lại".into(),
        ),
        Mistake::TableAgain { rows } => (
            format!("bảng này ({rows} hàng) đã có ở trước, nên không nhập lần nữa"),
            "không cần làm gì".into(),
        ),
        Mistake::ThirdLevel { heading } => (
            format!("cột “{heading}”: một bộ chỉ ghi được hai mức độ"),
            "so với văn bản; nếu đúng là có ba mức thì nhập hai mức cần xét, mức còn lại để sang tệp khác thành một bộ riêng".into(),
        ),
        Mistake::Garbled { how, right } => leftover::garbled(*how, right.as_deref()),
        Mistake::OtherColumns { columns: [before, here] } => (
            format!("bảng này giống phần tiếp của bảng trước, nhưng có {here} cột, bảng trước có {before} cột"),
            "thêm hàng tiêu đề lên đầu bảng này, hoặc làm cho đủ cột như bảng trước; nếu là bảng khác thì để ở tệp riêng".into(),
        ),
        Mistake::OpenQuote => (
            "dấu nháy kép mở ở hàng này mà không đóng, nên không rõ ô kết thúc ở đâu".into(),
            "thêm dấu nháy kép ở cuối ô, hoặc xóa dấu mở; tốt hơn là lưu từ Excel thành .xlsx".into(),
        ),
        Mistake::LeftOut { what, text } => left_out(*what, &short(text)),
        Mistake::NoRows => {
            ("dưới hàng tiêu đề không có chỉ số, chỉ tiêu nào".into(), "gõ mỗi chỉ số hoặc chỉ tiêu một hàng".into())
        }
        Mistake::WhichKind => (
            "không rõ bảng này chấm điểm hay xét chỉ tiêu".into(),
            "thêm --kind points (chấm điểm) hoặc --kind targets (chỉ tiêu)".into(),
        ),
        Mistake::OtherKind => ("tệp là bộ khác loại với --kind".into(), "bỏ --kind".into()),
        Mistake::Points { text } if is_negative(text) => (
            format!("“{text}” là điểm trừ, ở đây chỉ ghi được điểm cộng"),
            "gõ điểm được khi không vi phạm, ví dụ 5; hoặc ghi điều bị trừ vào cột “Ghi chú”".into(),
        ),
        Mistake::Points { text } => (
            format!("không hiểu số điểm “{text}”"),
            match number_within(text) {
                Some(number) => format!("gõ {number}; dấu và chữ đi kèm thì chép vào cột “Ghi chú”; nếu là điểm trừ thì ở đây không ghi được"),
                None => number_in_groups(text).map_or_else(
                    || "gõ một số lớn hơn 0, ví dụ 10 hoặc 2,5".into(),
                    |number| format!("gõ liền: {number}"),
                ),
            },
        ),
        Mistake::PointsTooMany { text, most } => {
            (format!("điểm tối đa “{text}” quá lớn"), format!("so với văn bản; nhiều nhất là {most}"))
        }
        Mistake::MissingPoints { title } => (
            format!("“{title}” chưa có điểm tối đa, trong khi chỉ số khác có"),
            "gõ điểm tối đa vào ô này; nếu ô được gộp với ô trên thì bỏ gộp và gõ riêng từng ô".into(),
        ),
        Mistake::SecondPoints { title } => (
            format!("“{title}” đã có điểm ở hàng trên, hàng này lại có thêm"),
            "gõ tên chỉ số cho hàng này, hoặc gộp thành một hàng với một điểm tối đa".into(),
        ),
        Mistake::PartsOfItem { title, parts } => (
            format!("điểm của “{title}” bằng đúng tổng của {parts} hàng nhỏ bên dưới: nhập cả thì tính hai lần"),
            "xóa điểm ở hàng này, để nó là tiêu đề của các hàng dưới; nếu là chỉ tiêu riêng thì đánh số ngang hàng với chúng"
                .into(),
        ),
        Mistake::ItemAgain { title } => (
            format!("“{title}” đã có ở một hàng trên, cùng số điểm; cả hai đều được nhập"),
            "nếu là chép thừa thì xóa một hàng; nếu là hai chỉ tiêu thì đặt tên khác nhau".into(),
        ),
        Mistake::Threshold { text } => (
            format!("không hiểu mức “{text}”"),
            number_in_groups(text).map_or_else(
                || "gõ như: 90%, ≥ 90%, từ 90% trở lên, 2 lớp, Đạt, Không quy định".into(),
                |number| format!("gõ liền và thêm đơn vị, ví dụ “{number} lớp”"),
            ),
        ),
        Mistake::ThresholdUnclear { text } => (
            format!("không rõ “{text}” là phần trăm hay số lượng"),
            format!("gõ “{text}%”, hoặc thêm đơn vị, ví dụ “{text} lớp”"),
        ),
        Mistake::ThresholdStrict { text } => (
            format!("“{text}” không tính chính số ấy, ở đây chỉ ghi được “từ … trở lên”"),
            "so với văn bản; nếu tính cả số ấy thì gõ “từ … trở lên”, không thì gõ số nhỏ nhất được tính".into(),
        ),
        Mistake::MissingThreshold { title } => (
            format!("“{title}” có một mức để trống"),
            "gõ ngưỡng của mức này; mức độ 1 không hỏi thì gõ “Không quy định”".into(),
        ),
        Mistake::ThresholdsDiffer { first, second } => (
            format!("hai mức khác kiểu: “{first}” và “{second}”"),
            "ghi cả hai mức bằng phần trăm, hoặc cùng một đơn vị, hoặc cùng là “Đạt”".into(),
        ),
        Mistake::SheetsDiffer { shown, figures } => (
            format!("bảng ghi “{shown}”, mà trang tính “Hai số” ghi “{figures}”"),
            "sửa cho hai nơi giống nhau, theo văn bản".into(),
        ),
        Mistake::ThresholdFalls { first, second } => (
            format!("mức sau “{second}” thấp hơn mức trước “{first}”"),
            "so với văn bản; mức độ 2 không thể dễ hơn mức độ 1".into(),
        ),
        Mistake::LostAtLevelTwo => (
            "mức độ 2 không hỏi điều mà mức độ 1 có hỏi".into(),
            "nếu mức độ 2 vẫn giữ như mức độ 1 thì gõ lại ngưỡng ấy vào ô này".into(),
        ),
        Mistake::BecameDate { text } => (
            format!("Excel đã đổi điều được gõ thành ngày {text}"),
            "định dạng ô là Text rồi gõ lại, ví dụ 1/2 hoặc 3-4".into(),
        ),
        Mistake::Thousands { text, number } => {
            let [many, few] = super::super::readings(number, ",");
            (format!("“{text}” đọc được hai cách: {many} hoặc {few}"), format!("gõ lại {many}, hoặc {few}"))
        }
        Mistake::Uncounted { text } => (
            format!("ô có công thức {} mà tệp không giữ kết quả", short(text)),
            "mở tệp bằng Excel, bấm lưu rồi nhập lại; hoặc gõ kết quả vào ô".into(),
        ),
        Mistake::Lost { text } => (
            format!("không biết đặt “{}” vào đâu", short(text)),
            "chuyển chữ này sang cột khác hoặc xóa ô, rồi nhập lại; và báo cho người làm hoctap".into(),
        ),
        Mistake::Sum { of, stated, sum } => (
            match of {
                SumOf::All => format!("bảng ghi tổng {stated}, nhưng cộng lại được {sum}"),
                SumOf::Part(title) => format!("“{title}” ghi {stated} điểm, nhưng cộng lại được {sum}"),
            },
            "so với văn bản: sửa tổng ở ô này, hoặc sửa điểm bị gõ sai ở các hàng của nó".into(),
        ),
        Mistake::UnknownWord { text, known } => {
            (format!("không có lựa chọn “{text}”"), format!("chọn một trong: {}", known.join(", ")))
        }
        Mistake::Number { text } => {
            (format!("“{text}” không phải là số dùng được ở đây"), "gõ số, ví dụ 2 hoặc 0,5".into())
        }
        Mistake::Missing { heading } => (format!("thiếu “{heading}”"), "gõ vào ô này".into()),
        Mistake::PairOf { text } => (
            format!("không hiểu dòng “{text}”"),
            "mỗi dòng một cặp “số: điều nó ứng với”, ví dụ “5: Có một phần”".into(),
        ),
        Mistake::BadId { id } => {
            (format!("mã “{id}” không hợp lệ"), "mã gồm chữ thường không dấu, số và gạch nối, ví dụ tu-hoc".into())
        }
        Mistake::DuplicateId { id } => {
            (format!("mã “{id}” đã dùng ở hàng khác"), "đổi một trong hai, hoặc để trống ô mã".into())
        }
        Mistake::UnknownId { id } => {
            (format!("trong bảng không có mã “{id}”"), "dùng mã có ở cột “Mã” của bảng tiêu chí".into())
        }
        Mistake::BadDate { text } => {
            (format!("không có ngày “{text}”"), "viết năm-tháng-ngày, ví dụ 2023-10-25".into())
        }
        Mistake::UnknownColumn { heading } => (
            format!("cột “{heading}” không có chỗ riêng"),
            "chữ của cột được giữ trong lời giải thích của từng chỉ số; hãy xem lại ở đó".into(),
        ),
        Mistake::KeptAsText { text } => {
            (format!("“{text}” không có chỗ riêng"), "được giữ trong lời giải thích; hãy xem lại ở đó".into())
        }
        Mistake::Hidden { text } => (
            format!("bị ẩn trong tệp nên không nhập: {}", short(text)),
            "nếu cần thì cho hiện lại (Unhide, hoặc đổi màu chữ, cỡ chữ, định dạng số) rồi nhập lại; không cần thì bỏ qua".into(),
        ),
        Mistake::HiddenSheet { text } => (
            format!("cả trang tính bị ẩn nên không nhập: {}", short(text)),
            "nếu cần thì cho hiện lại (Unhide) rồi nhập lại; không cần thì bỏ qua".into(),
        ),
        Mistake::Raised { note, text } => (
            format!("“{note}” viết nhỏ ở trên là dấu chú thích, không phải chữ số, nên đọc là “{}”", short(text)),
            "so với văn bản; nếu là chữ số thì gõ lại cỡ thường".into(),
        ),
        Mistake::ReadAsChoices { title, count, with_none } => (
            format!("{count} dòng dưới “{}” là các mức của nó, không phải chỉ số riêng", short(title)),
            if *with_none {
                "bảng không ghi mức 0, nên đã thêm “Chưa đạt mức nào”; hãy so lại với văn bản".into()
            } else {
                "hãy so lại với văn bản".into()
            },
        ),
        Mistake::ReadAsGroups { groups } => (
            format!("các cột điểm là của từng nhóm: {}", groups.join(", ")),
            "hãy so lại tên nhóm và điểm của từng nhóm với văn bản".into(),
        ),
        Mistake::ReadBasis { number } => (
            format!("số và ngày văn bản đọc từ tệp: {}", short(number)),
            "so lại với văn bản gốc, rồi sửa trong [criteria.basis] của _index.md".into(),
        ),
        Mistake::NotPlaced { text } => {
            (format!("không nhập: {}", short(text)), "nếu điều này cần cho bộ tiêu chí thì chép vào _index.md".into())
        }
        Mistake::OtherTable { name } => (
            format!("không nhập: {}", short(name)),
            "nếu đây là một phần của bảng thì thêm hàng tiêu đề, hoặc để ở tệp riêng".into(),
        ),
        Mistake::AnswersLeftOut { heading } => (
            format!("cột “{heading}” là điểm của một người, không thuộc bộ tiêu chí, nên không nhập"),
            "không cần làm gì; bảng gốc vẫn giữ nguyên".into(),
        ),
        Mistake::FolderExists { folder } => (
            format!("thư mục {folder} đã có tệp, nên không ghi đè"),
            "chọn thư mục khác bằng --out, hoặc tự tay chuyển thư mục cũ đi".into(),
        ),
        Mistake::LongCell { text } => (
            format!("một lời dài quá 32.767 chữ, không vừa một ô của bảng tính: {}", short(text)),
            "viết ngắn lại; lời dài để ở phần giải thích, ngắt thành nhiều đoạn bằng một dòng trống".into(),
        ),
        Mistake::NoSection => (
            "chưa có trang content/criteria/_index.md, nên bộ này chưa hiện trên trang".into(),
            "tạo content/criteria/_index.md có title, description và slug = \"tieu-chi\"".into(),
        ),
    }
}

/// `-5`, `– 5 điểm`, `trừ 5`
fn is_negative(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix("trừ ").unwrap_or_else(|| text.trim_start_matches(['-', '–', '−']));
    rest.len() < text.len() && rest.trim_start().starts_with(|char: char| char.is_ascii_digit())
}

fn left_out(what: LeftOut, text: &str) -> (String, String) {
    let message = match what {
        LeftOut::Comment => format!("nhận xét (comment) không nhập: {text}"),
        LeftOut::Picture => "có hình ở đây, không nhập".to_owned(),
        LeftOut::Margin => format!("đầu trang, chân trang không nhập: {text}"),
        LeftOut::Note => format!("chú thích cuối trang không nhập: {text}"),
        LeftOut::Box => format!("chữ trên hình vẽ không nhập: {text}"),
        LeftOut::Deleted => format!("đã bị xóa trong lúc bật theo dõi thay đổi (Track Changes) nên không nhập: {text}"),
        LeftOut::Unseen => format!("không nhìn thấy được trong tệp nên không nhập: {text}"),
    };
    let hint = match what {
        LeftOut::Picture => "nếu hình có chữ cần cho bộ tiêu chí thì gõ chữ ấy vào ô rồi nhập lại",
        LeftOut::Deleted => "nếu vẫn cần thì trong Word bấm từ chối việc xóa (Reject) rồi nhập lại",
        LeftOut::Comment | LeftOut::Margin | LeftOut::Note | LeftOut::Box | LeftOut::Unseen => {
            "nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md"
        }
    };
    (message, hint.to_owned())
}

const CONVERT: &str = "chép bảng, bấm CTRL+SHIFT+F6 để mở công cụ của Unikey, chọn nguồn {font} và đích Unicode, chuyển mã clipboard rồi dán lại bằng phông Times New Roman";

fn too_large(limit: Limit) -> String {
    match limit {
        Limit::File(most) => format!("tệp lớn hơn {} MB", most >> 20),
        Limit::Unpacked(most) => format!("tệp nén chứa nhiều hơn {} MB", most >> 20),
        Limit::Entries(most) => format!("tệp nén chứa nhiều hơn {most} tệp"),
        Limit::Rows(most) => format!("bảng dài hơn {most} hàng"),
        Limit::Columns(most) => format!("bảng rộng hơn {most} cột"),
        Limit::Letters(most) => format!("một ô có nhiều hơn {most} chữ; có thể một dấu nháy kép được mở mà không đóng"),
        Limit::Text(most) => format!("chữ trong bảng nhiều hơn {} MB", most >> 20),
        Limit::Merged => "bảng có quá nhiều ô hoặc ô gộp".to_owned(),
        Limit::Sheets(most) => format!("tệp có nhiều hơn {most} bảng"),
        Limit::Xml => "tệp chứa điều mà Excel và Word không bao giờ ghi".to_owned(),
    }
}

fn short(text: &str) -> String {
    const LONGEST: usize = 600;
    if text.chars().count() > LONGEST { text.chars().take(LONGEST).chain(['…']).collect() } else { text.to_owned() }
}

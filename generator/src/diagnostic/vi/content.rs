//! What is wrong with the text of a page, in Vietnamese.

use crate::diagnostic::content_problem::{Answer, ContentProblem, LessonPart};
use crate::diagnostic::printable::code_point;

#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &ContentProblem) -> (String, String) {
    match problem {
        ContentProblem::UnknownDirective { name, similar } => (
            format!("không có khối “:::{name}”"),
            match similar {
                Some(similar) => format!("có phải :::{similar}? Các khối dùng được: {NAMES}"),
                None => format!("các khối dùng được: {NAMES}"),
            },
        ),
        ContentProblem::OpenDirective { name } => {
            (format!("khối :::{name} mở mà không đóng"), "thêm một dòng ::: ở cuối khối, sát lề trái".into())
        }
        ContentProblem::DirectiveEnd => {
            ("dòng ::: này không đóng khối nào".into(), "xóa dòng này, hoặc mở khối bằng :::tên ở trên".into())
        }
        ContentProblem::DirectivePlace => (
            "khối ::: phải bắt đầu sát lề trái, trên dòng riêng".into(),
            "đưa dòng ::: ra sát lề, không đặt trong danh sách hay trích dẫn; nếu muốn nói về dấu ấy thì để trong `…`"
                .into(),
        ),
        ContentProblem::DirectiveArgument { name, given, known } if known.is_empty() => {
            (format!("sau :::{name} có chữ thừa: “{given}”"), format!("chỉ viết :::{name} trên dòng ấy"))
        }
        ContentProblem::DirectiveArgument { name, given, known } if given.is_empty() => {
            (format!("sau :::{name} còn thiếu một chữ"), format!("viết thêm một trong: {}", known.join(", ")))
        }
        ContentProblem::DirectiveArgument { name, given, known } => (
            format!("sau :::{name} không thể là “{given}”"),
            format!("chọn một trong: {}; sau đó là tên của khối, nếu cần", known.join(", ")),
        ),
        ContentProblem::StepsContent => (
            "trong khối :::steps phải là đúng một danh sách đánh số".into(),
            "viết mỗi bước một dòng: 1. …, 2. …; lời dẫn để ở ngoài khối".into(),
        ),
        ContentProblem::CriterionTarget { target, similar } => (
            format!("không có bộ tiêu chí, tiêu chí hay chỉ số “{target}”"),
            match similar {
                Some(similar) => format!("có phải {similar}?"),
                None => "viết mã bộ, hoặc mã bộ/mã tiêu chí, hoặc mã bộ/mã chỉ số, ví dụ cdht/tu-hoc".into(),
            },
        ),
        ContentProblem::DirectiveInside { name, inside } => (
            format!("khối :::{name} nằm trong khối :::{inside}"),
            format!("đóng khối :::{inside} trước, rồi mới mở :::{name}"),
        ),
        ContentProblem::QuestionText => (
            "khối :::question thiếu câu hỏi".into(),
            "viết câu hỏi trên cùng dòng, ví dụ :::question Mã xác nhận thì đọc cho ai?".into(),
        ),
        ContentProblem::QuestionList => (
            "khối :::question phải mở đầu bằng danh sách câu trả lời".into(),
            "mỗi câu trả lời một dòng: - [ ] câu sai, - [x] câu đúng; lời giải thích viết sau danh sách".into(),
        ),
        ContentProblem::QuestionFew { count } => (
            format!("câu hỏi có {count} câu trả lời: cần ít nhất hai để chọn"),
            "thêm một dòng - [ ] … cho câu trả lời mà người học hay nhầm".into(),
        ),
        ContentProblem::QuestionRight => {
            ("câu hỏi không có câu trả lời nào đúng".into(), "đánh dấu câu đúng bằng - [x]".into())
        }
        ContentProblem::QuestionOption => (
            "câu trả lời phải là một dòng chữ, mở đầu bằng [ ] hoặc [x]".into(),
            "viết - [ ] câu sai hoặc - [x] câu đúng; danh sách con, bảng, đoạn thứ hai thì đưa vào lời giải thích".into(),
        ),
        ContentProblem::QuestionWhy => (
            "câu hỏi chưa có lời giải thích".into(),
            "sau danh sách câu trả lời, viết vài câu: vì sao câu kia đúng, các câu khác sai ở đâu".into(),
        ),
        ContentProblem::TrainerPlace => (
            "khối :::trainer chỉ dùng trong bài học có [lesson], hoặc trong _index.md của khóa học".into(),
            "thêm [lesson] vào phần khai báo nếu đây là bài học; nếu không thì bỏ khối này: trang khác không có người dạy".into(),
        ),
        ContentProblem::TrainerFootnote => (
            "trong khối :::trainer không dùng chú thích: người học không thấy chỗ này".into(),
            "viết thẳng nguồn vào lời của khối".into(),
        ),
        ContentProblem::LessonWithout { part } => {
            let (what, hint) = match part {
                LessonPart::Outcomes => {
                    ("chưa nói học xong làm được gì", "thêm outcomes = [\"…\"] vào [lesson], mỗi việc một câu")
                }
                LessonPart::Exercise => {
                    ("chưa có bài tập", "thêm mục ## Bài tập, hoặc một khối :::steps với việc làm ngay")
                }
                LessonPart::Questions => ("chưa có câu hỏi", "thêm ba đến năm khối :::question, có lời giải thích"),
            };
            (format!("bài học {what}"), hint.into())
        }
        ContentProblem::AgendaShort { agenda, lessons } => (
            format!("chương trình của khóa có {agenda} phút, ít hơn {lessons} phút của các bài cộng lại"),
            "thêm thời gian vào agenda, hoặc sửa minutes của bài".into(),
        ),
        ContentProblem::HeadingTop => {
            ("trong bài không dùng tiêu đề cấp 1: tên trang đã là cấp 1".into(), "thêm một dấu #, thành ##".into())
        }
        ContentProblem::HeadingSkip { from, to } => (
            format!("tiêu đề cấp {to} đứng ngay sau cấp {from}: nhảy cấp thì người nghe máy đọc bị lạc"),
            format!("dùng {} cho mục này", "#".repeat(usize::from(from + 1))),
        ),
        ContentProblem::HeadingEmpty => ("tiêu đề không có chữ".into(), "viết tiêu đề, hoặc xóa dòng này".into()),
        ContentProblem::HeadingAttribute { given } => (
            format!("sau tiêu đề không dùng được “{given}”"),
            "trong {…} chỉ có #mã và old=\"mã-cũ\", ví dụ ## Việc cần làm {#viec old=\"viec-cu\"}".into(),
        ),
        ContentProblem::DuplicateAnchor { id, first } => (
            format!("mã mục #{id} đã có ở {first}"),
            "mỗi mã chỉ dùng một lần trong một trang: đổi một trong hai".into(),
        ),
        ContentProblem::LinkText { text } => (
            format!("chữ của liên kết là “{text}”, không nói dẫn đi đâu"),
            "đặt liên kết vào tên của nơi đến, ví dụ [cách giữ minh chứng](…)".into(),
        ),
        ContentProblem::LinkBare { text } => (
            format!("chữ của liên kết là chính địa chỉ {text}"),
            "viết [tên của nơi đến](địa chỉ): máy đọc đọc địa chỉ từng chữ một; khi in, địa chỉ tự hiện ra".into(),
        ),
        ContentProblem::LinkEmpty => ("liên kết không có chữ".into(), "viết [tên của nơi đến](địa chỉ)".into()),
        ContentProblem::TableHeader => {
            ("bảng có ô đầu cột trống".into(), "ghi tên cho mỗi cột: người nghe máy đọc chỉ biết cột qua tên".into())
        }
        ContentProblem::FootnoteMissing { label } => {
            (format!("không có chú thích [^{label}]"), format!("thêm một dòng [^{label}]: … ở cuối bài"))
        }
        ContentProblem::FootnoteUnused { label } => (
            format!("chú thích [^{label}] không có chỗ nào nhắc tới, nên không hiện ra"),
            format!("đặt [^{label}] vào câu cần chú thích, hoặc xóa chú thích"),
        ),
        ContentProblem::NoteId { id } => (
            format!("mã #{id} để dành cho chú thích"),
            "đặt mã khác; chú thích dùng các mã fn- và fnref- có số ở sau".into(),
        ),
        ContentProblem::NoText { char } => (
            format!("ký tự {} không phải là chữ nên không được đăng", code_point(*char)),
            match char {
                '\u{b}' => "đây là dấu xuống dòng của Word: xóa đi rồi bấm Enter ở chỗ ấy".into(),
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                    "ký tự này đảo chiều chữ, người đọc sẽ thấy khác điều được viết: xóa nó đi".into()
                }
                _ => "xóa ký tự ấy rồi gõ lại chỗ này; nó thường lẫn vào khi chép từ Word hoặc PDF".into(),
            },
        ),
        ContentProblem::NotNfc => (
            "từ chỗ này chữ có dấu được gõ thành hai ký tự rời (Unicode tổ hợp)".into(),
            "trang vẫn ra đúng; để tìm và sửa trong tệp cho dễ, chuyển sang Unicode dựng sẵn (NFC)".into(),
        ),
        ContentProblem::LookAlike { word, right } => (
            format!("“{word}” có chữ chỉ giống chữ Đ (chữ của tiếng khác): máy đọc sai, tìm không thấy"),
            format!("gõ lại thành “{right}”"),
        ),
        ContentProblem::StatisticSource { figure } => (
            format!("con số “{figure}” chưa nói lấy ở đâu"),
            "đặt chú thích [^1] sau con số, hoặc viết “theo …, ngày …” trong cùng đoạn; số đặt ra để minh họa thì ghi “ví dụ”"
                .into(),
        ),
        ContentProblem::LongSentence { count, most } => (
            format!("câu dài {count} tiếng, quá {most} tiếng: người đọc khó theo"),
            "tách thành hai, ba câu, mỗi câu một ý".into(),
        ),
        ContentProblem::SourceUnlisted { name } => (
            format!("bài nêu “{name}”, mà dưới “Nguồn” không có"),
            "thêm [[source]] với publisher, date, title ở đầu tệp, hoặc dẫn liên kết; không có nguồn thì bỏ câu ấy".into(),
        ),
        ContentProblem::Orphan => (
            "không có trang hay danh sách nào dẫn tới trang này".into(),
            "đặt liên kết tới trang này ở một trang khác, hoặc chuyển nó vào một mục có liệt kê".into(),
        ),
        ContentProblem::DateAhead { key, date } => (
            format!("{key} = {date} là ngày chưa tới"),
            "xem lại năm: trang như vậy đứng đầu mọi danh sách và bản tin cho tới ngày ấy".into(),
        ),
        ContentProblem::DateLongAgo { key, date } => (
            format!("{key} = {date} là ngày quá xa xưa"),
            "xem lại năm: năm có bốn chữ số, ví dụ 2026".into(),
        ),
        ContentProblem::UnusedFile => (
            "không có trang nào dùng tệp này".into(),
            "xóa tệp, hoặc đặt liên kết tới nó; mỗi tệp thừa là một tệp phải chép đi".into(),
        ),
        ContentProblem::ImageUnreadable { path } => (
            format!("không đọc được hình {path}"),
            "mở hình bằng phần mềm xem ảnh rồi lưu lại thành PNG, JPEG, WebP, GIF hoặc SVG".into(),
        ),
        ContentProblem::ImageNoSize { path } => (
            format!("hình {path} không ghi kích thước"),
            "thêm width và height, hoặc viewBox, vào thẻ <svg> ở đầu tệp; phần mềm vẽ thường có mục xuất kèm kích thước"
                .into(),
        ),
        ContentProblem::ImageCutOff { path } => (
            format!("hình {path} mới về một nửa: tệp bị cắt ngang"),
            "chép lại hình từ máy ảnh, điện thoại hoặc tải lại cho trọn; mở xem thấy đủ rồi đặt vào static".into(),
        ),
        ContentProblem::ImageForeign { path } => (
            format!("hình {path} thuộc loại mà nhiều máy không mở được (HEIC, AVIF, TIFF)"),
            "mở hình rồi lưu lại thành JPEG; trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất".into(),
        ),
        ContentProblem::ImageTooLarge { path } => (
            format!("hình {path} có quá nhiều điểm ảnh nên không làm được cỡ nhỏ; người đọc phải tải cả hình gốc"),
            "thu hình lại, cạnh dài dưới 4000 điểm là đủ nét".into(),
        ),
        ContentProblem::ImagePlace { path } => (
            format!("ảnh {path} có ghi nơi chụp; bản đăng lên đã bỏ phần đó"),
            "không phải làm gì thêm; gửi tệp gốc cho người khác thì nơi chụp vẫn còn trong đó".into(),
        ),
        ContentProblem::ImageHeavy { path, kilobytes, most } => (
            format!("hình {path} nặng {kilobytes} KB, quá {most} KB"),
            "thu nhỏ hoặc nén hình trước khi đưa vào static: mỗi byte là tiền mạng của người dùng".into(),
        ),
        ContentProblem::External { address, answer } => {
            let what = match answer {
                Answer::Status(status) => format!("máy chủ trả lời mã {status}"),
                Answer::Moved(to) => format!("đã chuyển hẳn sang {to}"),
                Answer::Timeout => "máy chủ không trả lời kịp".into(),
                Answer::Unreachable => "không tới được máy chủ".into(),
                Answer::Inner => "là địa chỉ của máy này hoặc của mạng nội bộ, nên không hỏi thử".into(),
            };
            let hint = match answer {
                Answer::Moved(_) => "đổi sang địa chỉ mới",
                Answer::Inner => "người đọc ở nơi khác không mở được: dùng địa chỉ mà ai cũng mở được, hoặc bỏ liên kết",
                Answer::Status(404 | 410) => "tìm địa chỉ mới, hoặc bỏ liên kết",
                _ => "mở thử bằng trình duyệt; có thể chỉ là tạm thời",
            };
            (format!("liên kết ra ngoài {address}: {what}"), hint.into())
        }
    }
}

const NAMES: &str = "callout, steps, legal-basis, criterion, question, trainer";

//! The help in Vietnamese.

/// The parser's own words in a help, and what stands in their place.
pub const WORDS: HelpWords = HelpWords {
    usage: "Cách dùng",
    commands: "Lệnh",
    command: "LỆNH",
    arguments: "Tham số",
    options: "Tùy chọn",
    any_options: "[TÙY CHỌN]",
    default: "mặc định",
    values: "Chọn một trong",
};

/// See [`WORDS`].
#[derive(Debug, Clone, Copy)]
pub struct HelpWords {
    pub usage: &'static str,
    pub commands: &'static str,
    pub command: &'static str,
    pub arguments: &'static str,
    pub options: &'static str,
    pub any_options: &'static str,
    pub default: &'static str,
    pub values: &'static str,
}

#[expect(clippy::match_same_arms, reason = "a table: what two arguments say alike today may differ tomorrow")]
pub(in crate::diagnostic) fn help(of: &str) -> Option<&'static str> {
    // What several commands take is the same everywhere.
    let (command, rest) = of.split_once(' ').unwrap_or((of, ""));
    Some(match (command, rest) {
        ("hoctap", "") => "Từ một thư mục Markdown tới trang hướng dẫn có phần tự kiểm tra dùng không cần mạng",
        (_, "--root") => "Thư mục của trang",
        (_, "--lang") => "Ngôn ngữ của thông báo",
        (_, "--lang vi") => "Tiếng Việt",
        (_, "--lang en") => "English",
        (_, "--help") => "In hướng dẫn này",
        (_, "--version") if command != "import" => "In phiên bản",
        (_, "--today") => "Ngày được coi là hôm nay [mặc định: hôm nay theo giờ Việt Nam]",
        ("help", "") | ("help" | "new", "help") => "In hướng dẫn chung, hoặc hướng dẫn của một lệnh",
        (_, "--base-url") => "Địa chỉ của trang, thay cho địa chỉ ghi trong site.toml",
        (_, "--drafts") => "Dựng cả bài nháp",
        (_, "--portable") => "Liên kết ghi rõ index.html, để mở từ USB hoặc tệp nén",
        ("build", "") => "Dựng trang ra một thư mục",
        ("build", "--out") => "Thư mục để ghi trang [mặc định: public trong thư mục của trang]",
        ("build", "--precompress") => "Ghi thêm bản nén .gz và .br bên cạnh mỗi tệp chữ, cho máy chủ gửi đi",
        ("check", "") => "Kiểm tra trang, không ghi gì",
        ("check", "--format") => "Dạng của kết quả",
        ("check", "--format text") => "Cho người đọc",
        ("check", "--format json") => "Cho máy đọc",
        ("check", "--external") => "Hỏi thử cả các liên kết ra ngoài trang (cần mạng, mất thời gian)",
        ("serve", "") => "Xem trang trên máy này, cả bài nháp; sửa tệp là thấy ngay",
        ("serve", "--host") => "Địa chỉ máy",
        ("serve", "--port") => "Cổng; 0 là chọn cổng trống",
        ("new", "") => "Tạo trang mới, bài viết mới, bài học mới, bộ tiêu chí mới",
        ("new", "site") => "Một trang mới trong một thư mục",
        ("new", "site DIR") => "Thư mục của trang mới",
        ("new", "site --title") => "Tên của trang",
        ("new", "article") => "Một bài viết nháp trong content/articles",
        ("new", "article TITLE" | "lesson TITLE") => "Tên bài",
        ("new", "lesson") => "Một bài học nháp trong một khóa ở content/training",
        ("new", "lesson COURSE") => "Thư mục của khóa, ví dụ ky-nang-so",
        ("new", "criteria") => "Một bộ tiêu chí mới trong content/criteria, có sẵn chỗ để sửa",
        ("new", "criteria ID") => "Mã bộ, cũng là tên thư mục, ví dụ ho-mau",
        ("new", "criteria --title") => "Tên bộ",
        ("new", "criteria --kind") => "Bộ chấm điểm hay xét chỉ tiêu",
        ("new", "criteria --kind points") | ("import", "--kind points") => "Chấm điểm",
        ("new", "criteria --kind targets") | ("import", "--kind targets") => "Xét từng chỉ tiêu",
        ("import", "") => "Nhập một bảng tiêu chí từ Excel, Word, CSV hoặc JSON",
        ("import", "FILE") => "Tệp bảng: .xlsx, .docx, .csv, .tsv, .txt hoặc .json",
        ("import", "--set") => "Mã bộ, ví dụ ho-mau",
        ("import", "--version") => "Phiên bản của bộ [mặc định: phiên bản ghi trong tệp, hoặc 1]",
        ("import", "--title") => "Tên bộ [mặc định: dòng tên ở trên bảng]",
        ("import", "--kind") => "Bộ chấm điểm hay xét chỉ tiêu [mặc định: theo các cột]",
        ("import", "--out") => "Thư mục để ghi [mặc định: content/criteria/<mã> trong thư mục của trang]",
        ("export", "") => "Xuất một bộ tiêu chí thành bảng, hoặc một khóa học thành gói",
        ("export", "SET|COURSE") => "Mã bộ tiêu chí, ví dụ cdht hoặc cdht@324-2023; tên hoặc địa chỉ của khóa học",
        ("export", "--format epub") => "Sách điện tử từ một khóa, hoặc từ mọi bài của một mục",
        ("export", "--format scorm") => "Khóa học cho hệ thống học tập của trường (SCORM 1.2)",
        ("export", "--format gift") => "Câu hỏi của một khóa, cho Moodle và nơi khác",
        ("score" | "tally", "SET") => "Mã bộ tiêu chí, ví dụ cdht hoặc cdht@324-2023",
        ("export", "--format") => "Dạng tệp",
        ("export", "--format xlsx") => "Bảng tính, nhập lại được nguyên vẹn",
        ("export", "--format json") => "Toàn bộ nội dung của bộ, cho máy đọc",
        ("export", "--format csv") => "Chỉ riêng bảng",
        ("export", "--out") => "Tệp để ghi; - là in ra [mặc định: theo mã bộ hoặc tên khóa, ở thư mục đang đứng]",
        ("export", "--force") => "Thay tệp đã có; không có tùy chọn này thì tệp đã có được giữ nguyên",
        ("score", "") => "Chấm phiếu trả lời và in kết quả dạng JSON",
        ("score", "--answers") => "Tệp phiếu (JSON, hoặc mỗi dòng một phiếu); - là đọc từ đầu vào",
        ("score", "--group") => "Nhóm, thay cho nhóm ghi trong phiếu",
        ("score", "--area") => "Vùng, thay cho vùng ghi trong phiếu",
        ("tally", "") => "Cộng kết quả của nhiều phiếu",
        ("tally", "FILE|-") => {
            "Tệp phiếu: tệp lưu từ sổ theo dõi, phiếu JSON, hoặc mỗi dòng một phiếu hay một mã; cả thư mục, hay tên có dấu *, cũng được; - là đọc từ đầu vào"
        }
        ("tally", "--registered") => "Số người đăng ký; của riêng một nhóm thì viết mã-nhóm=số, dùng được nhiều lần",
        ("tally", "--merge") => "Gộp các bảng cộng đã lưu dạng JSON, ví dụ của mọi thôn, thay vì cộng từng phiếu",
        ("tally", "--place") => "Bảng cộng này của nơi nào, ví dụ một thôn hay một xã; tên ấy ghi trong kết quả",
        ("tally", "--names") => "Danh sách người đăng ký, mỗi dòng một tên; sau dấu chấm phẩy là nhóm, nếu muốn",
        ("tally", "--year") => "Năm cần cộng [mặc định: năm của nhiều phiếu nhất]",
        ("tally", "--format") => "Dạng của kết quả",
        ("tally", "--format json") => "Mọi con số, cho máy đọc",
        ("tally", "--format csv") => "Bảng cho Excel",
        _ => return None,
    })
}

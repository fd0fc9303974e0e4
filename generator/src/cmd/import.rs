//! `hoctap import`

use super::say::{print, tell};
use crate::cli::Import;
use generator::commands::new::new_set;
use generator::criteria::document::Verified;
use generator::diagnostic::{Findings, Lang, Mistake, Place, Problem, TableProblem};
use generator::error::Failure;
use generator::source::is_id;
use generator::tables::{Wanted, read, read_file};
use std::path::Path;

/// Writes the set of a table, prints its files, and what could not be placed; with errors it writes nothing.
pub(crate) fn run(args: Import, root: &Path, lang: Lang) -> Result<(), Failure> {
    for (option, id) in [("--set", Some(&args.set)), ("--version", args.version.as_ref())] {
        if let Some(value) = id.filter(|id| !is_id(id)) {
            return Err(Failure::Usage { option, value: value.clone() });
        }
    }
    let folder = args.out.clone().unwrap_or_else(|| root.join("content/criteria").join(&args.set));
    let name = args.file.to_string_lossy();
    let wanted = Wanted { set: args.set, version: args.version, title: args.title, kind: args.kind.map(Into::into) };
    let mut findings = Findings::default();
    let Some(set) = read(&name, &read_file(&args.file)?, &wanted, &mut findings) else { return Err(findings.into()) };
    let files = new_set(&folder, &set)?;
    let section = "content/criteria/_index.md";
    if args.out.is_none() && !root.join(section).exists() {
        let problem = TableProblem { spot: None, mistake: Mistake::NoSection };
        findings.add(Place::start_of(section), Problem::Table(problem));
    }
    tell(&findings.to_text(lang))?;
    for file in files {
        print(&format!("{}\n", super::shown(&file)))?;
    }
    print(match (set.verified, lang) {
        (Verified::None, Lang::Vi) => NOT_CHECKED_VI,
        (Verified::None, Lang::En) => NOT_CHECKED_EN,
        (_, Lang::Vi) => "Mức đã đối chiếu và nguồn lời văn giữ như tệp ghi. Kiểm tra lại bằng: hoctap check\n",
        (_, Lang::En) => "How far it was verified, and its wording, stay as the file says. Check it: hoctap check\n",
    })
}

/// A table was typed from paper by somebody: nothing in it is verified until a person compares it.
const NOT_CHECKED_VI: &str = r#"Bộ này chưa đối chiếu với văn bản, nên trang chưa kết luận đạt hay chưa đạt.
Việc tiếp theo: so từng dòng với văn bản gốc; điền số, ngày, nơi ban hành và quy tắc đạt vào _index.md;
so xong thì sửa wording thành "official", sửa verified thành "rule" hoặc "full", bỏ missing và ask.
Kiểm tra lại bằng: hoctap check
"#;

const NOT_CHECKED_EN: &str = r#"The set was not compared with its text, so the site gives no verdict by it.
Next: compare every line with the text; write its number, date, issuer and rule into _index.md;
then set wording to "official", verified to "rule" or "full", and drop missing and ask.
Check it: hoctap check
"#;

//! A set of criteria with one criterion and one thing asked, which says at every place what belongs there.

use super::{one_line, require_section};
use crate::criteria::document::{Criterion, Item, Kind, Number, Scale, SetDocument, Wording};
use crate::criteria::markdown;
use crate::diagnostic::{Findings, Mistake, Place, Problem, TableProblem};
use crate::disk::write_folder;
use crate::error::Failure;
use crate::tables::unverified;
use std::path::{Path, PathBuf};
use wasm_check::decimal::Decimal;

/// Makes a set in `content/criteria/`; gives its files.
pub fn new_criteria(root: &Path, id: &str, title: &str, kind: Kind) -> Result<Vec<PathBuf>, Failure> {
    if !crate::source::is_id(id) {
        return Err(Failure::Usage { option: "ID", value: id.to_owned() });
    }
    let title = one_line("--title", title)?;
    require_section(root, "content/criteria")?;
    new_set(&root.join("content/criteria").join(id), &first(id, &title, kind))
}

/// Writes a set into a folder that holds nothing yet; gives its files.
pub fn new_set(folder: &Path, set: &SetDocument) -> Result<Vec<PathBuf>, Failure> {
    // All or nothing, and never among the files of another set.
    let is_free = !folder.exists() || folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if !is_free {
        let folder = folder.display().to_string();
        let mut findings = Findings::default();
        let mistake = Mistake::FolderExists { folder: folder.clone() };
        findings.add(Place::start_of(folder), Problem::Table(TableProblem { spot: None, mistake }));
        return Err(findings.into());
    }
    let files = markdown::files(set);
    write_folder(folder, &files)?;
    Ok(files.into_iter().map(|(name, _)| folder.join(name)).collect())
}

fn first(id: &str, title: &str, kind: Kind) -> SetDocument {
    let of_points = kind == Kind::Points;
    let (scale, question) = if of_points {
        (Scale::Whole { max: Number(Decimal::whole(10)) }, "Trong năm, bạn tự cho việc này mấy điểm?")
    } else {
        (Scale::YesNo, "Trong năm, việc này đã đạt chưa?")
    };
    let word = if of_points { "chỉ số" } else { "chỉ tiêu" };
    let item = Item {
        id: if of_points { "chi-so-dau" } else { "chi-tieu-dau" }.to_owned().into(),
        title: format!("Tên {word} thứ nhất, như văn bản ghi"),
        question: question.to_owned(),
        wording: Wording::Paraphrase,
        scale,
        evidence: vec!["Ví dụ một minh chứng".to_owned()],
        explanation: format!("Giải thích {word} này bằng lời thường: hỏi gì, nhìn vào đâu, giữ gì làm minh chứng."),
        ..Item::default()
    };
    let criterion = Criterion {
        id: "tieu-chi-dau".to_owned(),
        title: "Tên tiêu chí thứ nhất".to_owned(),
        description: "Một câu: tiêu chí này nói về điều gì.".to_owned(),
        max: of_points.then(|| Number(Decimal::whole(10)).into()),
        items: vec![item],
        sources: Vec::new(),
        explanation: "Tiêu chí này hỏi gì, vì sao. Mỗi tiêu chí một tệp: 01-…, 02-…".to_owned(),
    };
    SetDocument { criteria: vec![criterion], ..unverified(id, title, kind) }
}

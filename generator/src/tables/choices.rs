//! Graded rows: below an item stand the ways to answer it, each with its points.
//!
//! `1 · Có kế hoạch · 15`, then without numbers `Thực hiện tốt · 15`, `Chưa đủ · 10`, `Không có · 0`: these are no
//! indicators of their own. Parts of an item add up to it; ways to answer it do not, or one of them brings nothing.
//! Some tables write them into the cell of the item, a line each.

use super::numbering::Rank;
use super::structure::Line;
use super::values;
use wasm_check::decimal::Decimal;

/// Marks the lines that are ways to answer the numbered line above them.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    for place in 0..lines.len() {
        let is_item = !lines[place].told && !lines[place].is_choice && !lines[place].text.is_empty();
        let Some(own) = lines[place].rank.filter(|rank| is_item && *rank < Rank::Letter) else { continue };
        let is_below = |line: &&Line<'_>| {
            let is_plain = line.rank.is_none_or(|rank| matches!(rank, Rank::Letter | Rank::Dash) && rank > own);
            is_plain && !line.told && !line.wide && !line.text.is_empty() && line.points.is_some()
        };
        let below: Vec<Decimal> =
            lines[place + 1..].iter().take_while(is_below).filter_map(|line| line.points).collect();
        if are_choices(lines[place].points, &below) {
            lines[place + 1..=place + below.len()].iter_mut().for_each(|line| line.is_choice = true);
        }
    }
}

/// Whether these points are ways to answer an item of so many.
fn are_choices(most: Option<Decimal>, points: &[Decimal]) -> bool {
    let has_none = points.contains(&Decimal::ZERO);
    let Some(most) = most else { return points.len() > 1 && has_none };
    let add_up = points.iter().copied().sum::<Decimal>() == most;
    let reaches = points.iter().all(|points| *points <= most) && points.contains(&most);
    points.len() > 1 && reaches && (has_none || !add_up)
}

/// The ways to answer that stand in the cell of an item, and what else stands there: lines like `- Tốt: 15 điểm` or
/// `15: Tốt`, at least two, the best of which brings all its points.
pub(super) fn in_cell(text: &str, most: Decimal) -> Option<(String, Vec<(Decimal, String)>)> {
    let (mut title, mut found) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match in_cell_line(line) {
            Some(choice) => found.push(choice),
            None => title.push(line.trim()),
        }
    }
    let points: Vec<Decimal> = found.iter().map(|(points, _)| *points).collect();
    let title = title.join(" ").trim().to_owned();
    (!title.is_empty() && points.len() > 1 && points.contains(&most) && points.iter().all(|points| *points <= most))
        .then_some((title, found))
}

/// `- Tốt: 15 điểm`, `15 điểm: Tốt`
pub(super) fn in_cell_line(line: &str) -> Option<(Decimal, String)> {
    let line = line.trim().trim_start_matches(['-', '+', '*', '•', '–']).trim().trim_end_matches(['.', ';']);
    let (before, after) =
        line.rsplit_once(':').or_else(|| line.rsplit_once(" – ")).or_else(|| line.rsplit_once(" - "))?;
    let says_points = |text: &str| text.trim_end().ends_with("điểm") || text.trim_end().ends_with('đ');
    let bare = |text: &str| text.trim().trim_end_matches("điểm").trim_end_matches('đ').trim().to_owned();
    if let Some(points) =
        values::choice_points(&bare(after)).filter(|_| says_points(after) && !before.trim().is_empty())
    {
        return Some((points, before.trim().to_owned()));
    }
    let (first, text) = line.split_once(':')?;
    let points = values::choice_points(&bare(first)).filter(|_| !text.trim().is_empty())?;
    Some((points, text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: &[u32]) -> Vec<Decimal> {
        points.iter().copied().map(Decimal::whole).collect()
    }

    #[test]
    fn parts_add_up_and_ways_to_answer_do_not() {
        let most = Some(Decimal::whole(15));
        assert!(are_choices(most, &points(&[15, 10, 0])));
        assert!(are_choices(most, &points(&[15, 10])));
        assert!(!are_choices(most, &points(&[10, 5])));
        assert!(!are_choices(most, &points(&[10, 4])));
        assert!(!are_choices(most, &points(&[20, 0])));
        assert!(are_choices(None, &points(&[10, 5, 0])));
        assert!(!are_choices(None, &points(&[10, 5])));
    }

    #[test]
    fn ways_to_answer_may_stand_in_the_cell() {
        let cell = "Có kế hoạch\n- Thực hiện tốt: 15 điểm\n- Chưa đủ: 10 điểm\n- Không có: 0 điểm.";
        let (title, found) = in_cell(cell, Decimal::whole(15)).expect("three ways");
        assert_eq!(title, "Có kế hoạch");
        assert_eq!(
            found.iter().map(|(points, text)| format!("{points} {text}")).collect::<Vec<_>>(),
            ["15 Thực hiện tốt", "10 Chưa đủ", "0 Không có"]
        );
        assert!(in_cell("Có kế hoạch\n15: Tốt\n10: Chưa đủ", Decimal::whole(15)).is_some());
        assert!(in_cell("Có kế hoạch: 15 điểm", Decimal::whole(15)).is_none());
        assert!(in_cell("Đọc sách\n- Sách in\n- Sách số", Decimal::whole(15)).is_none());
    }
}

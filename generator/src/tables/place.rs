//! From rows to criteria: every cell is read, placed, or named with what is wrong.

use super::cells::{Table, list};
use super::grid::Grid;
use super::headings::{Column, Header, words};
use super::ids::name;
use super::structure::{Part, Role, parts};
use super::sums::{Stated, sum};
use super::values;
use super::words as known;
use crate::criteria::document::{CountStep, Criterion, Item, Kind, Number, PointsText, Scale, Wording};
use crate::criteria::markdown::escaped;
use crate::diagnostic::{Mistake, Spot, SumOf};
use wasm_check::decimal::Decimal;

/// Mistakes with their cells.
pub(super) type Found = Vec<(Option<Spot>, Mistake)>;

/// Criteria that are being read, out of one table or several.
#[derive(Debug)]
pub(super) struct Placing<'a> {
    /// How the set decides.
    pub kind: Kind,
    /// How many levels it has, in a set of targets.
    pub levels: usize,
    /// Our own export wrote it.
    pub own: bool,
    /// The criteria so far.
    pub criteria: Vec<Criterion>,
    /// What was found.
    pub found: &'a mut Found,
    pub(super) items: Vec<Placed>,
    pub(super) sums: Vec<Stated>,
    criterion_spots: Vec<Spot>,
}

/// An item that was placed: where, what it brings, and where that stands.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) criterion: usize,
    pub(super) spot: Spot,
    pub(super) points: Option<Decimal>,
    pub(super) points_spot: Spot,
}

impl<'a> Placing<'a> {
    /// Nothing yet.
    pub(super) fn new(kind: Kind, levels: usize, own: bool, found: &'a mut Found) -> Self {
        Self {
            kind,
            levels,
            own,
            criteria: Vec::new(),
            found,
            items: Vec::new(),
            sums: Vec::new(),
            criterion_spots: Vec::new(),
        }
    }

    /// Places the rows of a table.
    pub(super) fn table(&mut self, grid: &Grid, header: &Header) {
        let table = Table { grid, header, own: self.own };
        self.columns(&table);
        for part in parts(grid, header, self.own) {
            self.part(&table, part);
        }
    }

    /// Checks what only the whole tells, and hands the criteria out.
    pub(super) fn finish(mut self) -> Vec<Criterion> {
        self.check_points();
        self.check_sums();
        self.name_ids();
        for (criterion, spot) in self.criteria.iter_mut().zip(&self.criterion_spots) {
            if criterion.items.is_empty() {
                let text = if criterion.title.is_empty() { &criterion.explanation } else { &criterion.title };
                self.found.push((Some(spot.clone()), Mistake::NotPlaced { text: text.trim().to_owned() }));
            }
        }
        self.criteria.retain(|criterion| !criterion.items.is_empty());
        let points = self.kind == Kind::Points;
        for criterion in &mut self.criteria {
            let maxima: Option<Vec<Decimal>> = criterion.items.iter().map(|item| points_of(&item.scale)).collect();
            if let (true, None, Some(maxima)) = (points && !self.own, criterion.max, maxima) {
                criterion.max = Some(Number(sum(maxima)));
            }
            if criterion.description.is_empty() {
                let word = if points { "chỉ số" } else { "chỉ tiêu" };
                criterion.description = match criterion.max {
                    Some(max) => format!("{} {word}, tối đa {} điểm.", criterion.items.len(), max.0.vietnamese()),
                    None => format!("{} {word}.", criterion.items.len()),
                };
            }
        }
        self.criteria
    }

    pub(super) fn say(&mut self, spot: Spot, mistake: Mistake) {
        self.found.push((Some(spot), mistake));
    }

    /// Columns that have no place: their texts go to the explanation, and are said once for each column.
    fn columns(&mut self, table: &Table<'_>) {
        let rows: Vec<u32> = table.rows_below().collect();
        for (column, heading) in &table.header.texts {
            let (spot, heading) = (table.grid.spot(table.header.last, *column), heading.clone());
            let has_texts = rows.iter().any(|row| !table.grid.own(*row, *column).is_empty());
            match table.header.columns.get(column) {
                None if has_texts => self.say(spot, Mistake::UnknownColumn { heading }),
                Some(Column::Answers) if has_texts => self.say(spot, Mistake::AnswersLeftOut { heading }),
                _ => {}
            }
        }
    }

    fn part(&mut self, table: &Table<'_>, part: Part) {
        let spot = table.grid.spot(part.row, part.column);
        match part.role {
            Role::Section => {
                self.close_sums(Role::Section);
                self.state(table, &part, SumOf::Part(part.title.clone()));
                self.say(spot.clone(), Mistake::KeptAsText { text: part.title.clone() });
                self.section(&part.title, spot);
            }
            Role::Criterion => {
                self.close_sums(Role::Criterion);
                self.criterion(table, &part);
            }
            Role::Item => self.item(table, &part),
            Role::More => self.more(table, &part),
            Role::Second => {
                let title = self.last_item().map(|item| item.title.clone()).unwrap_or_default();
                let spot = table.value_spot(part.row).unwrap_or(spot);
                self.say(spot, Mistake::SecondPoints { title });
            }
            Role::Subtotal | Role::Total => {
                let title = self.criteria.last().map(|criterion| criterion.title.clone()).unwrap_or_default();
                let of = if part.role == Role::Total { SumOf::All } else { SumOf::Part(title) };
                self.state(table, &part, of);
            }
            Role::Foot => self.say(spot, Mistake::NotPlaced { text: part.title }),
        }
    }

    /// Kept with the criterion that comes next: until then it is one without a title.
    fn section(&mut self, title: &str, spot: Spot) {
        if self.criteria.last().is_none_or(|criterion| !criterion.title.is_empty()) {
            self.criteria.push(blank_criterion());
            self.criterion_spots.push(spot);
        }
        if let Some(last) = self.criteria.last_mut() {
            last.explanation.push_str(&format!("{}\n\n", escaped(title)));
        }
    }

    fn criterion(&mut self, table: &Table<'_>, part: &Part) {
        if self.criteria.last().is_none_or(|criterion| !criterion.title.is_empty()) {
            self.criteria.push(blank_criterion());
        } else {
            self.criterion_spots.pop();
        }
        self.criterion_spots.push(table.grid.spot(part.row, part.column));
        let (mut title, mut part) = (part.title.clone(), part.clone());
        if !self.own
            && let Some((name, points)) = split_points(&title)
        {
            let of = SumOf::Part(name.clone());
            let from = self.items.len();
            let spot = table.grid.spot(part.row, part.column);
            self.sums.push(Stated { spot, of, sum: points, from, to: None, role: Role::Criterion });
            title = name;
        }
        part.title.clone_from(&title);
        // Where the same row is an item too, its points are that item's.
        let is_item_too =
            table.header.find(Column::Item).is_some_and(|item| !table.grid.own(part.row, item).is_empty());
        if !is_item_too {
            self.state(table, &part, SumOf::Part(title.clone()));
        }
        let id = if is_item_too { String::new() } else { table.cell(part.row, Column::Id).to_owned() };
        let max = table.value(part.row, Column::Max).filter(|_| !is_item_too && self.own);
        let max = max.and_then(|(text, _)| values::points(text).ok()).map(Number);
        let description = table.cell(part.row, Column::Description).to_owned();
        let text = table.notes(part.row);
        let last = self.criteria.len() - 1;
        let criterion = &mut self.criteria[last];
        criterion.id = id;
        criterion.title = title;
        criterion.max = max;
        criterion.description = description;
        if !is_item_too {
            criterion.explanation.push_str(&text);
        }
    }

    fn item(&mut self, table: &Table<'_>, part: &Part) {
        if self.criteria.last().is_none_or(|criterion| criterion.title.is_empty()) {
            let title = if self.kind == Kind::Points { "Các chỉ số" } else { "Các chỉ tiêu" };
            let row = Part { title: title.to_owned(), ..part.clone() };
            self.unnamed_criterion(table, &row);
        }
        let spot = table.grid.spot(part.row, part.column);
        let (scale, level) = self.scale(table, part);
        let title = part.title.clone();
        let points_column = table.header.find(Column::Max).unwrap_or(part.column);
        self.items.push(Placed {
            criterion: self.criteria.len() - 1,
            spot,
            points: points_of(&scale),
            points_spot: table.grid.spot(part.row, points_column),
        });
        let question = match table.cell(part.row, Column::Question) {
            "" => question(&title, &scale),
            typed => typed.to_owned(),
        };
        let explanation = table.notes(part.row);
        let levels = self.only_levels(table, part.row);
        let item = Item {
            id: table.cell(part.row, Column::Id).to_owned(),
            question,
            wording: self.word(table, part.row, Column::Wording, &known::WORDINGS).unwrap_or(Wording::Paraphrase),
            na: self.word(table, part.row, Column::NotApplicable, &known::NOT_APPLICABLE),
            level: self.level(table, part.row).or(level).filter(|_| levels.is_empty()),
            levels,
            groups: list(table.cell(part.row, Column::Groups), &[',', '\n']),
            own: Vec::new(),
            figure: Some(table.cell(part.row, Column::Figure).to_owned()).filter(|figure| !figure.is_empty()),
            guide: self.pairs(table, part.row, Column::Guide).unwrap_or_default(),
            evidence: table.evidence(part.row),
            learn: list(table.cell(part.row, Column::Learn), &['\n']),
            note: Some(table.cell(part.row, Column::Sure).to_owned()).filter(|note| !note.is_empty()),
            explanation,
            title,
            scale,
        };
        let last = self.criteria.len() - 1;
        self.criteria[last].items.push(item);
    }

    /// Items that stand under no criterion get one.
    fn unnamed_criterion(&mut self, table: &Table<'_>, part: &Part) {
        if self.criteria.is_empty() {
            self.criteria.push(blank_criterion());
            self.criterion_spots.push(table.grid.spot(part.row, part.column));
        }
        let last = self.criteria.len() - 1;
        self.criteria[last].title.clone_from(&part.title);
    }

    fn more(&mut self, table: &Table<'_>, part: &Part) {
        let evidence = table.own_evidence(part.row);
        let notes = table.notes_with(part.row, &part.title);
        let spot = table.grid.spot(part.row, part.column);
        if let Some(item) = self.last_item() {
            item.evidence.extend(evidence);
            item.explanation.push_str(&notes);
        } else {
            let text = table.grid.row(part.row).map(|(_, text)| text).collect::<Vec<_>>().join(" · ");
            self.say(spot, Mistake::NotPlaced { text });
        }
    }

    fn last_item(&mut self) -> Option<&mut Item> {
        self.criteria.last_mut()?.items.last_mut()
    }

    /// A word of our own export. In other tables such a column keeps what it says as text.
    pub(super) fn word<T: Copy>(
        &mut self,
        table: &Table<'_>,
        row: u32,
        column: Column,
        list: &[(&str, T)],
    ) -> Option<T> {
        let (text, spot) = table.value(row, column)?;
        let meaning = known::meaning(list, text);
        if meaning.is_none() {
            let text = text.to_owned();
            let known = known::known(list);
            self.say(spot, if self.own { Mistake::UnknownWord { text, known } } else { Mistake::KeptAsText { text } });
        }
        meaning
    }

    pub(super) fn decimal(&mut self, table: &Table<'_>, row: u32, column: Column) -> Option<Decimal> {
        let (text, spot) = table.value(row, column)?;
        values::number(text).map_err(|mistake| self.say(spot, mistake)).ok()
    }

    fn level(&mut self, table: &Table<'_>, row: u32) -> Option<u32> {
        let (text, spot) = table.value(row, Column::FromLevel)?;
        let level = text.parse().ok().filter(|level| (1..=self.levels.max(1)).contains(&(*level as usize)));
        if level.is_none() {
            self.say(spot, Mistake::Number { text: text.to_owned() });
        }
        level
    }

    /// `1, 2`
    fn only_levels(&mut self, table: &Table<'_>, row: u32) -> Vec<u32> {
        let Some((text, spot)) = table.value(row, Column::OnlyLevels) else { return Vec::new() };
        let levels: Option<Vec<u32>> = list(text, &[',', ';']).iter().map(|level| level.parse().ok()).collect();
        let known = |level: &u32| (1..=self.levels.max(1)).contains(&(*level as usize));
        levels.filter(|levels| levels.iter().all(known)).unwrap_or_else(|| {
            self.say(spot, Mistake::Number { text: text.to_owned() });
            Vec::new()
        })
    }

    /// `5: Có một phần`, one a line.
    pub(super) fn pairs(&mut self, table: &Table<'_>, row: u32, column: Column) -> Option<Vec<PointsText>> {
        let (text, spot) = table.value(row, column)?;
        let mut pairs = Vec::new();
        for line in text.lines() {
            match line.split_once(':').map(|(points, text)| (values::number(points), text.trim())) {
                Some((Ok(points), text)) if !text.is_empty() => {
                    pairs.push(PointsText { points: Number(points), text: text.to_owned() });
                }
                _ => self.say(spot.clone(), Mistake::PairOf { text: line.to_owned() }),
            }
        }
        Some(pairs)
    }

    /// `3: 5`, at least 3 bring 5 points, one a line.
    pub(super) fn steps(&mut self, table: &Table<'_>, row: u32) -> Vec<CountStep> {
        let pairs = self.pairs(table, row, Column::Choices).unwrap_or_default();
        let mut steps = Vec::new();
        for pair in pairs {
            match values::number(&pair.text) {
                Ok(points) => steps.push(CountStep { from: pair.points, points: Number(points) }),
                Err(mistake) => {
                    if let Some((_, spot)) = table.value(row, Column::Choices) {
                        self.say(spot, mistake);
                    }
                }
            }
        }
        steps
    }

    fn name_ids(&mut self) {
        let criteria = self.criteria.iter_mut().map(|criterion| (&mut criterion.id, criterion.title.as_str()));
        name(criteria.zip(&self.criterion_spots).collect(), self.found);
        let items = self.criteria.iter_mut().flat_map(|criterion| &mut criterion.items);
        let items = items.map(|item| (&mut item.id, item.title.as_str()));
        name(items.zip(self.items.iter().map(|placed| &placed.spot)).collect(), self.found);
    }
}

/// What is asked where nobody wrote a question: the title, in the form that its answer takes.
fn question(title: &str, scale: &Scale) -> String {
    match scale {
        Scale::YesNo => format!("Đã làm được chưa: {title}?"),
        Scale::Percent { .. } | Scale::Pair { .. } => format!("Đạt bao nhiêu phần trăm: {title}?"),
        Scale::Standard { .. } => format!("Đạt đến mức nào: {title}?"),
        Scale::Number { .. } | Scale::Count { .. } => format!("Được bao nhiêu: {title}?"),
        Scale::Whole { .. } | Scale::Typed { .. } | Scale::Options { .. } => format!("Tự cho mấy điểm: {title}?"),
    }
}

fn points_of(scale: &Scale) -> Option<Decimal> {
    scale.max().map(|max| max.0)
}

/// `Năng lực tự học (40 điểm)`
fn split_points(title: &str) -> Option<(String, Decimal)> {
    let (name, rest) = title.rsplit_once('(')?;
    let inside = rest.trim().strip_suffix(')')?;
    let is_points = words(inside).ends_with("diem") && !name.trim().is_empty();
    let points = values::points(inside).ok().filter(|_| is_points)?;
    Some((name.trim().to_owned(), points))
}

fn blank_criterion() -> Criterion {
    Criterion {
        id: String::new(),
        title: String::new(),
        description: String::new(),
        max: None,
        items: Vec::new(),
        sources: Vec::new(),
        explanation: String::new(),
    }
}

//! From rows to criteria: every cell is read, placed, or named with what is wrong.

use super::cells::{Table, list, located};
use super::grid::Grid;
use super::headings::{Column, Header, words};
use super::ids::name;
use super::numbering::Rank;
use super::scale::whole;
use super::structure::{Role, RowPart, parts, segments};
use super::sums::{Stated, sum};
use super::words as known;
use super::{choices, values};
use crate::criteria::document::{CountStep, Criterion, Group, Item, Kind, Number, PointsText, Scale, Typed, Wording};
use crate::criteria::markdown::escaped;
use crate::diagnostic::{Mistake, Spot, SumOf};
use crate::source::Located;
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
    /// The groups whose points have columns of their own.
    pub(super) groups: Vec<Group>,
    /// The row of the item whose ways to answer are being read.
    choices: Option<Choices>,
    /// What stands beside a heading over items, for the explanation of the next item.
    pending: String,
}

/// The ways to answer an item.
#[derive(Debug)]
struct Choices {
    spot: Spot,
    title: String,
    most: Option<Decimal>,
    found: Vec<(Decimal, String)>,
}

/// An item that was placed: where, what it brings, and where that stands.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) criterion: usize,
    pub(super) spot: Spot,
    pub(super) points: Option<Decimal>,
    pub(super) points_spot: Spot,
    /// How deep its number stands, where it has one.
    pub(super) rank: Option<Rank>,
    /// The title of the group that it stands under.
    pub(super) over: String,
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
            groups: Vec::new(),
            choices: None,
            pending: String::new(),
        }
    }

    /// Places the rows of a table.
    pub(super) fn table(&mut self, grid: &Grid, header: &Header) {
        for segment in segments(grid, header, self.own) {
            let table = Table { grid, header: &segment.header, own: self.own, kind: self.kind };
            let parts = parts(grid, &segment, self.own);
            let is_foot = |row: u32| parts.iter().any(|part| part.row == row && part.role == Role::Foot);
            let rows = segment.stretches.iter().flatten().copied().filter(|row| !is_foot(*row)).collect::<Vec<u32>>();
            self.columns(&table, &rows);
            self.name_groups(&table);
            for part in &parts {
                self.part(&table, part);
            }
            self.end_choices();
        }
    }

    /// Checks what only the whole tells, and hands the criteria out.
    pub(super) fn finish(mut self) -> (Vec<Criterion>, Vec<Group>) {
        self.check_points();
        self.check_sums();
        self.check_items();
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
            let by_group = criterion.items.iter().any(|item| !item.groups.is_empty());
            if let (true, None, Some(maxima)) = (points && !self.own && !by_group, criterion.max, maxima) {
                criterion.max = Some(Number(sum(maxima)).into());
            }
            if criterion.description.is_empty() {
                let word = if points { "chỉ số" } else { "chỉ tiêu" };
                criterion.description = match criterion.max {
                    Some(max) => format!("{} {word}, tối đa {} điểm.", criterion.items.len(), max.0.vietnamese()),
                    None => format!("{} {word}.", criterion.items.len()),
                };
            }
        }
        (self.criteria, self.groups)
    }

    pub(super) fn say(&mut self, spot: Spot, mistake: Mistake) {
        self.found.push((Some(spot), mistake));
    }

    /// Columns that have no place: their texts go to the explanation, and are said once for each column.
    fn columns(&mut self, table: &Table<'_>, rows: &[u32]) {
        for (column, heading) in &table.header.texts {
            let (spot, heading) = (table.grid.spot(table.header.last, *column), heading.clone());
            let has_texts = rows.iter().any(|row| !table.grid.own(*row, *column).is_empty());
            match table.header.columns.get(column) {
                None if has_texts => self.say(spot, Mistake::UnknownColumn { heading }),
                Some(known) if has_texts && table.is_of_other_kind(*known) => {
                    self.say(spot, Mistake::UnknownColumn { heading });
                }
                Some(Column::Answers) if has_texts => {
                    for row in rows {
                        table.grid.book(*row, *column);
                    }
                    self.say(spot, Mistake::AnswersLeftOut { heading });
                }
                _ => {}
            }
        }
    }

    fn part(&mut self, table: &Table<'_>, part: &RowPart) {
        let spot = table.grid.spot(part.row, part.column);
        if part.role != Role::Choice {
            self.end_choices();
        }
        if part.role != Role::Foot {
            table.number(part.row);
            if !part.title.is_empty() {
                table.grid.book(part.row, part.column);
            }
        }
        if matches!(part.role, Role::Item | Role::Group | Role::Criterion | Role::Section) && part.over.is_empty() {
            self.close_sums(Role::Group);
        }
        match part.role {
            Role::Section => {
                self.close_sums(Role::Section);
                self.state(table, part, SumOf::Part(part.title.clone()));
                self.say(spot.clone(), Mistake::KeptAsText { text: part.title.clone() });
                let rest = table.rest(part.row, "");
                self.section(&part.title, &rest, spot);
            }
            Role::Criterion => {
                self.close_sums(Role::Criterion);
                self.criterion(table, part);
            }
            Role::Group => {
                self.state(table, part, SumOf::Part(part.title.clone()));
                self.pending.push_str(&table.rest(part.row, ""));
            }
            Role::Item => self.item(table, part),
            Role::Choice => self.choice(table, part),
            Role::More => self.more(table, part),
            Role::Second => {
                let title = self.last_item().map(|item| item.title.clone()).unwrap_or_default();
                let spot = table.value_spot(part.row).unwrap_or(spot);
                table.grid.book_row(part.row);
                self.say(spot, Mistake::SecondPoints { title });
            }
            Role::Subtotal | Role::Total => {
                let title = self.criteria.last().map(|criterion| criterion.title.clone()).unwrap_or_default();
                let of = if part.role == Role::Total { SumOf::All } else { SumOf::Part(title) };
                self.state(table, part, of);
                let left: Vec<(u32, &str)> =
                    table.grid.row(part.row).filter(|(column, _)| !table.grid.is_booked(part.row, *column)).collect();
                if let Some((column, _)) = left.first() {
                    let text = left.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" · ");
                    self.say(table.grid.spot(part.row, *column), Mistake::NotPlaced { text });
                    table.grid.book_row(part.row);
                }
            }
            Role::Foot => {
                let texts: Vec<&str> = table.grid.row(part.row).map(|(_, text)| text).collect();
                table.grid.book_row(part.row);
                self.say(spot, Mistake::NotPlaced { text: texts.join(" · ") });
            }
        }
    }

    /// Kept with the criterion that comes next: until then it is one without a title.
    fn section(&mut self, title: &str, rest: &str, spot: Spot) {
        if self.criteria.last().is_none_or(|criterion| !criterion.title.is_empty()) {
            self.criteria.push(blank_criterion());
            self.criterion_spots.push(spot);
        }
        if let Some(last) = self.criteria.last_mut() {
            last.explanation.push_str(&format!("{}\n\n{rest}", escaped(title)));
        }
    }

    fn criterion(&mut self, table: &Table<'_>, part: &RowPart) {
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
            self.sums.push(Stated { spot, of, sum: points, from, or_from: None, to: None, role: Role::Criterion });
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
        let max = max.and_then(|(text, _)| values::points(text).ok()).map(|max| Number(max).into());
        let description = table.cell(part.row, Column::Description).to_owned();
        let text = if is_item_too { String::new() } else { table.rest(part.row, "") };
        let last = self.criteria.len() - 1;
        let criterion = &mut self.criteria[last];
        criterion.id = id;
        criterion.title = title;
        criterion.max = max;
        criterion.description = description;
        criterion.explanation.push_str(&text);
    }

    fn item(&mut self, table: &Table<'_>, part: &RowPart) {
        if self.criteria.last().is_none_or(|criterion| criterion.title.is_empty()) {
            let title = if self.kind == Kind::Points { "Các chỉ số" } else { "Các chỉ tiêu" };
            let row = RowPart { title: title.to_owned(), ..part.clone() };
            self.unnamed_criterion(table, &row);
        }
        let spot = table.grid.spot(part.row, part.column);
        // The words of the criterion may be typed again in every row.
        table.cell(part.row, Column::Criterion);
        let (scale, level) = self.scale(table, part);
        let in_cell = self.choices_in_cell(table, part, &scale);
        let own_title = in_cell.as_ref().map_or(&part.title, |(title, _)| title);
        let title = if part.over.is_empty() { own_title.clone() } else { format!("{}: {own_title}", part.over) };
        let points_column = table.header.find(Column::Max).unwrap_or(part.column);
        self.items.push(Placed {
            criterion: self.criteria.len() - 1,
            spot: spot.clone(),
            points: points_of(&scale),
            points_spot: table.grid.spot(part.row, points_column),
            rank: table.rank(part.row, part.column),
            over: part.over.clone(),
        });
        let question = match table.cell(part.row, Column::Question) {
            "" => question(&title, &scale),
            typed => typed.to_owned(),
        };
        let levels = self.only_levels(table, part.row);
        let mut item = Item {
            id: table.cell(part.row, Column::Id).to_owned().into(),
            question,
            wording: self.word(table, part.row, Column::Wording, &known::WORDINGS).unwrap_or(Wording::Paraphrase),
            na: self.word(table, part.row, Column::NotApplicable, &known::NOT_APPLICABLE).map(Located::from),
            level: self.level(table, part.row).or(level).filter(|_| levels.is_empty()).map(Located::from),
            levels,
            groups: located(table.cell(part.row, Column::Groups), &[',', '\n']),
            own: Vec::new(),
            figure: located(table.cell(part.row, Column::Figure), &[]).pop(),
            guide: self.pairs(table, part.row, Column::Guide).unwrap_or_default(),
            evidence: table.evidence(part.row),
            learn: located(table.cell(part.row, Column::Learn), &['\n']),
            note: Some(table.cell(part.row, Column::Sure).to_owned()).filter(|note| !note.is_empty()),
            explanation: std::mem::take(&mut self.pending),
            title: title.clone(),
            scale,
            typed: Typed::default(),
        };
        let groups = self.points_by_group(table, part.row);
        item.explanation.push_str(&table.rest(part.row, ""));
        let most = points_of(&item.scale);
        let last = self.criteria.len() - 1;
        match groups.split_last() {
            None => self.criteria[last].items.push(item),
            Some((last_groups, others)) => {
                let placed = self.items.pop();
                for (max, groups) in others.iter().chain([last_groups]) {
                    let item = Item { scale: whole(*max), groups: groups.clone(), ..item.clone() };
                    self.items.extend(placed.as_ref().map(|placed| Placed { points: Some(*max), ..placed.clone() }));
                    self.criteria[last].items.push(item);
                }
            }
        }
        if self.kind == Kind::Points && !self.own {
            let found = in_cell.map(|(_, found)| found).unwrap_or_default();
            self.choices = Some(Choices { spot, title, most, found });
        }
    }

    /// The ways to answer that stand in the cell of an item.
    fn choices_in_cell(
        &self,
        table: &Table<'_>,
        part: &RowPart,
        scale: &Scale,
    ) -> Option<(String, Vec<(Decimal, String)>)> {
        let most = points_of(scale).filter(|_| !self.own && self.kind == Kind::Points)?;
        let text = table.grid.own(part.row, part.column);
        let (_, ways) = choices::in_cell(text, most)?;
        // The number before the title is cut off as it is off any other.
        let lines: Vec<&str> = text.lines().filter(|line| choices::in_cell_line(line).is_none()).collect();
        Some((super::structure::bare_title(&lines.join(" ")), ways))
    }

    fn choice(&mut self, table: &Table<'_>, part: &RowPart) {
        let points = table.value(part.row, Column::Max).and_then(|(text, _)| values::choice_points(text));
        let rest = table.rest(part.row, "");
        if let (Some(points), Some(choices)) = (points, &mut self.choices) {
            choices.found.push((points, part.title.clone()));
        }
        if let Some(item) = self.last_item() {
            item.explanation.push_str(&rest);
        }
    }

    /// The ways to answer an item are its options, from the least to the most.
    fn end_choices(&mut self) {
        let Some(Choices { spot, title, most, found }) = self.choices.take() else { return };
        if found.is_empty() {
            return;
        }
        let count = found.len();
        let mut options: Vec<PointsText> = Vec::new();
        let with_none = found.iter().all(|(points, _)| *points > Decimal::ZERO);
        let none = with_none.then(|| (Decimal::ZERO, "Chưa đạt mức nào".to_owned()));
        let mut found: Vec<(Decimal, String)> = none.into_iter().chain(found).collect();
        found.sort_by_key(|(points, _)| *points);
        for (points, text) in found {
            match options.last_mut().filter(|last| last.points.0 == points) {
                Some(last) => last.text.push_str(&format!("; {text}")),
                None => options.push(PointsText { points: Number(points), text }),
            }
        }
        let best = options.last().map(|option| option.points.0);
        if let Some(item) = self.last_item() {
            item.scale = Scale::Options { options };
        }
        if let Some(placed) = self.items.last_mut().filter(|_| most.is_none()) {
            placed.points = best;
        }
        self.say(spot, Mistake::ReadAsChoices { title, count, with_none });
    }

    /// The groups whose points have columns of their own become groups of the set.
    fn name_groups(&mut self, table: &Table<'_>) {
        let columns = table.header.groups();
        if columns.is_empty() || self.kind != Kind::Points || !self.groups.is_empty() {
            return;
        }
        let titles: Vec<String> = columns.iter().map(|(_, title)| title.clone()).collect();
        for title in &titles {
            let slug = wasm_check::vietnamese::slug(title);
            let taken = self.groups.iter().any(|group| group.id == *slug) || !crate::source::is_id(&slug);
            let id = if taken { format!("nhom-{}", self.groups.len() + 1) } else { slug };
            let title = title.clone();
            self.groups.push(Group { id: id.into(), title, max: None, total: None, floor: None, note: None });
        }
        let spot = table.grid.spot(table.header.last.max(1), columns[0].0);
        self.say(spot, Mistake::ReadAsGroups { groups: titles });
    }

    /// The maxima of an item that differ by group, each with its groups; nothing where they do not.
    fn points_by_group(&mut self, table: &Table<'_>, row: u32) -> Vec<(Decimal, Vec<Located<String>>)> {
        let columns = table.header.groups();
        if columns.len() != self.groups.len() {
            return Vec::new();
        }
        let mut found: Vec<(Decimal, Vec<Located<String>>)> = Vec::new();
        for (place, (column, _)) in columns.into_iter().enumerate() {
            let text = table.grid.text(row, column);
            table.grid.book(row, column);
            if text.is_empty() {
                continue;
            }
            match values::points(text) {
                Ok(max) => match found.iter_mut().find(|(known, _)| *known == max) {
                    Some((_, groups)) => groups.push(self.groups[place].id.clone()),
                    None => found.push((max, vec![self.groups[place].id.clone()])),
                },
                // That of the first column was said already.
                Err(_) if place == 0 => {}
                Err(mistake) => self.say(table.grid.spot(row, column), mistake),
            }
        }
        match found.as_slice() {
            [(_, groups)] if groups.len() == self.groups.len() => Vec::new(),
            _ => found,
        }
    }

    /// Items that stand under no criterion get one.
    fn unnamed_criterion(&mut self, table: &Table<'_>, part: &RowPart) {
        if self.criteria.is_empty() {
            self.criteria.push(blank_criterion());
            self.criterion_spots.push(table.grid.spot(part.row, part.column));
        }
        let last = self.criteria.len() - 1;
        self.criteria[last].title.clone_from(&part.title);
    }

    fn more(&mut self, table: &Table<'_>, part: &RowPart) {
        let evidence = table.own_evidence(part.row);
        if let Some(detail) = table.header.find(Column::Detail).filter(|_| !part.title.is_empty()) {
            // Its words are the title of the row.
            let is_title = table.grid.own(part.row, part.column).is_empty();
            if is_title {
                table.grid.book(part.row, detail);
            }
        }
        let notes = table.rest(part.row, &part.title);
        let spot = table.grid.spot(part.row, part.column);
        if let Some(item) = self.last_item() {
            item.evidence.extend(evidence);
            item.explanation.push_str(&notes);
        } else {
            let text = table.grid.row(part.row).map(|(_, text)| text).collect::<Vec<_>>().join(" · ");
            table.grid.book_row(part.row);
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
        let (text, spot) = table.peek(row, column)?;
        let meaning = known::meaning(list, text);
        if self.own || meaning.is_some() {
            table.grid.book(row, spot.column);
        }
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
    fn only_levels(&mut self, table: &Table<'_>, row: u32) -> Vec<Located<u32>> {
        let Some((text, spot)) = table.value(row, Column::OnlyLevels) else { return Vec::new() };
        let levels = list(text, &[',', ';']).into_iter().map(|level| level.parse::<u32>().ok().map(Located::from));
        let levels: Option<Vec<Located<u32>>> = levels.collect();
        let known = |level: &Located<u32>| (1..=self.levels.max(1)).contains(&(level.value as usize));
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
        let items = items.map(|item| (&mut item.id.value, item.title.as_str()));
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

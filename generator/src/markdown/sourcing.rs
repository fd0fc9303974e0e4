//! Every statistic has its source beside it: in its paragraph or table, or in the paragraph that leads to a list or table.

use super::statistics;
use super::table::Table;
use super::writer::Writer;
use crate::diagnostic::ContentProblem;
use crate::source::Kind;

/// What is known of the source of what is read.
#[derive(Debug, Default)]
pub(super) struct Sourcing {
    /// The block that is read refers to a note or leaves the site.
    is_sourced: bool,
    /// The paragraph before named a source and ends with a colon.
    leads: bool,
    /// How many lists are open.
    lists: usize,
}

impl Sourcing {
    pub(super) fn list_begins(&mut self) {
        self.lists += 1;
    }

    pub(super) fn list_ends(&mut self) {
        self.lists = self.lists.saturating_sub(1);
        self.leads &= self.lists > 0;
    }

    /// What stood before leads to nothing any more.
    pub(super) fn break_off(&mut self) {
        self.leads = false;
    }
}

impl Writer<'_, '_> {
    /// Notes that what is read says where it was read.
    pub(super) fn has_source(&mut self) {
        match &mut self.table {
            Some(table) => table.is_sourced = true,
            None => self.sourcing.is_sourced = true,
        }
    }

    /// Whether statistics are looked for: what stands in a note is the source, what stands in a question is invented.
    fn counts(&self) -> bool {
        self.rules.is_vietnamese && !self.in_notes && !self.is_asking() && !self.in_heading
    }

    fn is_of_a_set(&self) -> bool {
        matches!(self.page.kind, Kind::Set(_) | Kind::Criterion(_))
    }

    fn names_source(&self, text: &str) -> bool {
        statistics::names_source(text, self.page.sources.iter().map(|source| source.publisher.as_str()))
    }

    /// Finds a statistic without a source in the block that ends.
    pub(super) fn check_source(&mut self) {
        let text = self.prose.text();
        if text.is_empty() || !self.counts() {
            return;
        }
        let in_list = self.sourcing.lists > 0;
        let figure = statistics::find(text, self.is_of_a_set());
        let leads = text.trim_end().ends_with(':');
        // Most blocks count nothing and lead nowhere.
        let is_sourced = self.sourcing.is_sourced || (figure.is_some() || leads) && self.names_source(text);
        let found = figure.filter(|_| !(is_sourced || in_list && self.sourcing.leads));
        let found = found.map(|(offset, figure)| (self.prose.at(offset), figure));
        self.sourcing.is_sourced = false;
        if !in_list {
            self.sourcing.leads = is_sourced && leads;
        }
        if let Some((at, figure)) = found {
            self.report(at, ContentProblem::StatisticSource { figure });
        }
    }

    /// Finds a table of statistics without a source.
    pub(super) fn check_table(&mut self, table: &Table) {
        let leads = std::mem::take(&mut self.sourcing.leads);
        if !self.counts() || table.is_sourced || leads {
            return;
        }
        let all = format!("{} {}", table.head, table.rows);
        let figure = statistics::find(&all, self.is_of_a_set()).map(|(_, figure)| figure);
        let figure = figure.or_else(|| statistics::find_in_table(&table.head, &table.rows));
        if let Some(figure) = figure.filter(|_| !self.names_source(&all)) {
            self.report(table.at, ContentProblem::StatisticSource { figure });
        }
    }
}

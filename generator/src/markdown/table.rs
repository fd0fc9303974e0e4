//! Tables: in a box of their own, which scrolls where it is wide and which the keyboard can reach.

use super::build::{Builder, Step};
use super::text::{Thing, What, escaped};
use super::writer::Writer;
use crate::diagnostic::ContentProblem;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The table that is being written.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    pub(super) in_head: bool,
    /// Rows of the body were begun.
    has_rows: bool,
    /// Whether the cell holds anything.
    pub(super) is_empty: bool,
    /// A column without a name was reported.
    reported: bool,
    /// Where it stands, and what its head and its rows say.
    pub(super) at: usize,
    pub(super) head: String,
    pub(super) rows: String,
    /// It refers to a note or leaves the site.
    pub(super) is_sourced: bool,
}

impl Table {
    fn new(alignments: Vec<Alignment>, at: usize) -> Self {
        Self {
            alignments,
            column: 0,
            in_head: true,
            has_rows: false,
            is_empty: true,
            reported: false,
            at,
            head: String::new(),
            rows: String::new(),
            is_sourced: false,
        }
    }
}

impl<'e> Writer<'_, 'e> {
    /// An event of a table.
    pub(super) fn table(&mut self, event: Event<'e>, at: usize) -> Step<'e> {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                self.tables += 1;
                self.table = Some(Table::new(alignments, at));
                let name = self.rules.words.filled("table", "{number}", &self.tables.to_string());
                let name = escaped(&name);
                let mut built = Builder::default();
                built.mark(What::Begins(Thing::Table));
                built.block(&format!("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name}"));
                built.mark(What::Label);
                built.block("\"><table>");
                return Step::Built(built);
            }
            Event::End(TagEnd::Table) => {
                let table = self.table.take();
                if let Some(table) = &table {
                    self.check_table(table);
                }
                let end = if table.is_some_and(|table| table.has_rows) { "</tbody>" } else { "" };
                return Step::Block(format!("{end}</table></div>\n").into());
            }
            _ => {}
        }
        let Some(table) = &mut self.table else { return Step::Block("".into()) };
        let markup = match event {
            Event::Start(Tag::TableHead) => "<thead><tr>".to_owned(),
            Event::End(TagEnd::TableHead) => {
                table.in_head = false;
                "</tr></thead>\n".to_owned()
            }
            Event::Start(Tag::TableRow) => {
                table.column = 0;
                let first = !std::mem::replace(&mut table.has_rows, true);
                if first { "<tbody><tr>".to_owned() } else { "<tr>".to_owned() }
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) => {
                table.is_empty = true;
                let class = match table.alignments.get(table.column) {
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"right\"",
                    _ => "",
                };
                table.column += 1;
                if table.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
            }
            Event::End(TagEnd::TableCell) => {
                let in_head = table.in_head;
                if in_head { &mut table.head } else { &mut table.rows }.push(' ');
                if in_head && table.is_empty && !std::mem::replace(&mut table.reported, true) {
                    self.report(at, ContentProblem::TableHeader);
                }
                if in_head { "</th>".to_owned() } else { "</td>".to_owned() }
            }
            _ => String::new(),
        };
        Step::Block(markup.into())
    }
}

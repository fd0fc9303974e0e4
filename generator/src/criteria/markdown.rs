//! A set as the Markdown files that an author would have typed.
//!
//! Behind `hoctap import` and `hoctap new criteria`. What is written here reads back as the same set.

use crate::source::Located;
use crate::source::set::document::{
    Basis, Condition, Criterion, Group, Item, Kind, Number, Own, Pass, PointsText, Scale, SetDocument, Source,
};
use wasm_check::date::Date;
use wasm_check::decimal::has_two_readings;

/// The files of the set's folder: their names and what they hold.
pub fn files(set: &SetDocument) -> Vec<(String, String)> {
    let mut files = vec![("_index.md".to_owned(), index(set))];
    for (number, criterion) in (1..).zip(&set.criteria) {
        files.push((format!("{number:02}-{}.md", criterion.id), criterion_file(criterion, set.kind)));
    }
    files
}

fn index(set: &SetDocument) -> String {
    let mut toml = Toml::default();
    toml.text("title", &set.title);
    toml.text("description", &set.description);
    toml.sources(&set.sources);
    toml.table("[criteria]");
    toml.text("id", &set.set);
    toml.text("version", &set.version);
    toml.text("kind", set.kind.word());
    toml.text("state", set.state.word());
    toml.text("verified", set.verified.word());
    if !set.decides {
        toml.line("decides", "false");
    }
    toml.optional("reason", set.reason.as_deref().map(quoted));
    toml.text("period", "calendar-year");
    toml.optional("effective", set.effective.as_deref().map(date));
    toml.optional("about", set.about.as_deref().map(quoted));
    toml.texts("caveats", &set.caveats);
    toml.texts("missing", &set.missing);
    toml.optional("ask", set.ask.as_deref().map(quoted));
    toml.basis(&set.basis);
    if let Some(pass) = &set.pass {
        toml.pass(pass);
    }
    if let Some(recognition) = &set.recognition {
        toml.table("[criteria.recognition]");
        toml.optional("raise-after", recognition.raise_after.map(|months| months.to_string()));
        toml.line("kept-years", &recognition.kept_years.to_string());
        toml.optional("note", recognition.note.as_deref().map(quoted));
    }
    if let Some(dossier) = &set.dossier {
        toml.table("[criteria.dossier]");
        toml.text("name", &dossier.name);
        toml.text("article", &dossier.article);
        toml.text("sender", &dossier.sender);
        toml.text("signer", &dossier.signer);
        toml.text("receiver", &dossier.receiver);
        toml.optional("review", dossier.review.as_deref().map(quoted));
        toml.text("send-before", &dossier.send_before);
        toml.text("done-before", &dossier.done_before);
    }
    for area in &set.areas {
        toml.table("[[criteria.area]]");
        toml.text("id", &area.id);
        toml.text("title", &area.title);
        toml.optional("note", area.note.as_deref().map(quoted));
    }
    for level in &set.levels {
        toml.table("[[criteria.level]]");
        toml.text("title", &level.title);
    }
    for group in &set.groups {
        toml.group(group);
    }
    for condition in &set.conditions {
        toml.condition(condition);
    }
    let explanation = set.explanation.trim();
    toml.page(&format!("{}\n", if explanation.is_empty() { &set.description } else { explanation }))
}

fn criterion_file(criterion: &Criterion, kind: Kind) -> String {
    let mut toml = Toml::default();
    toml.text("title", &criterion.title);
    toml.text("description", &criterion.description);
    toml.optional("max", criterion.max.map(number));
    toml.sources(&criterion.sources);
    for item in &criterion.items {
        toml.item(item, kind);
    }
    let mut text = body(&criterion.explanation, &criterion.description);
    for item in &criterion.items {
        text.push_str(&format!("\n## {}\n\n{}", item.id.value, body(&item.explanation, &escaped(&item.title))));
    }
    toml.page(&text)
}

/// What a file of a criterion says; `instead` where nobody wrote anything. Headings stay below those that part the file.
fn body(markdown: &str, instead: &str) -> String {
    let markdown = markdown.trim();
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    let mut after_text = false;
    for line in (if markdown.is_empty() { instead } else { markdown }).lines() {
        let bare = line.trim_start();
        let marks = if bare.starts_with("```") { Some("```") } else { bare.starts_with("~~~").then_some("~~~") };
        if let Some(marks) = marks {
            fence = if fence == Some(marks) { None } else { fence.or(Some(marks)) };
        } else if fence.is_none() {
            let hashes = bare.bytes().take_while(|byte| *byte == b'#').count();
            let is_high = (1..=2).contains(&hashes) && bare[hashes..].chars().next().is_none_or(char::is_whitespace);
            // A line of = or - makes the line above it a heading of that kind.
            let underlines = !bare.is_empty() && (bare.trim_end().chars().all(|char| char == '=') || is_dashes(bare));
            if is_high {
                out.push_str(&"#".repeat(3 - hashes));
            } else if underlines && after_text {
                out.push('\n');
            }
        }
        out.push_str(line);
        out.push('\n');
        after_text = !bare.is_empty();
    }
    out
}

fn is_dashes(line: &str) -> bool {
    line.trim_end().chars().all(|char| char == '-')
}

/// Text as Markdown that shows just that text.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str(if out.is_empty() { "" } else { "  \n" });
        let begins = line.trim_start_matches(|char: char| char.is_ascii_digit());
        let mut rest = line;
        if begins.len() < line.len() && begins.starts_with(['.', ')']) {
            // “1.” would begin a list.
            let digits = line.len() - begins.len();
            out.push_str(&line[..digits]);
            out.push('\\');
            rest = begins;
        } else if line.starts_with(['#', '-', '+', '=', '>', '~', ':']) {
            out.push('\\');
        }
        for char in rest.chars() {
            if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '&') {
                out.push('\\');
            }
            out.push(char);
        }
    }
    out
}

/// Front matter, line by line.
#[derive(Debug, Default)]
struct Toml(String);

impl Toml {
    fn line(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    fn text(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    fn optional(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.line(key, &value);
        }
    }

    fn texts(&mut self, key: &str, texts: &[impl AsRef<str>]) {
        let quoted: Vec<String> = texts.iter().map(quoted).collect();
        match quoted.as_slice() {
            [] => {}
            [one] => self.line(key, &format!("[{one}]")),
            more => self.line(key, &format!("[\n  {},\n]", more.join(",\n  "))),
        }
    }

    fn table(&mut self, name: &str) {
        self.0.push_str(&format!("\n{name}\n"));
    }

    fn sources(&mut self, sources: &[Source]) {
        for source in sources {
            self.table("[[source]]");
            self.text("publisher", &source.publisher);
            self.optional("date", source.date.as_deref().map(quoted));
            self.optional("title", source.title.as_deref().map(quoted));
            self.optional("url", source.url.as_deref().map(quoted));
            self.optional("note", source.note.as_deref().map(quoted));
        }
    }

    fn basis(&mut self, basis: &Basis) {
        self.table("[criteria.basis]");
        self.optional("number", basis.number.as_deref().map(quoted));
        self.text("issuer", &basis.issuer);
        self.optional("issued", basis.issued.as_deref().map(date));
        self.optional("note", basis.note.as_deref().map(quoted));
    }

    fn pass(&mut self, pass: &Pass) {
        self.table("[criteria.pass]");
        self.line("max", &number(pass.max));
        self.optional("total", pass.total.map(number));
        self.optional("floor", pass.floor.map(number));
        for band in &pass.bands {
            self.table("[[criteria.pass.band]]");
            self.text("id", &band.id);
            self.text("title", &band.title);
            self.line("total", &number(band.total));
        }
        for area in &pass.areas {
            self.table("[[criteria.pass.area]]");
            self.text("id", &area.id);
            self.text("title", &area.title);
            self.line("total", &number(area.total));
            self.optional("note", area.note.as_deref().map(quoted));
        }
    }

    fn group(&mut self, group: &Group) {
        self.table("[[criteria.group]]");
        self.text("id", &group.id);
        self.text("title", &group.title);
        self.optional("total", group.total.map(number));
        self.optional("floor", group.floor.map(number));
        self.optional("max", group.max.map(number));
        self.optional("note", group.note.as_deref().map(quoted));
    }

    fn condition(&mut self, condition: &Condition) {
        self.table("[[criteria.condition]]");
        self.text("id", &condition.id);
        self.text("title", &condition.title);
        self.text("question", &condition.question);
        self.optional("must", condition.must.map(|must| quoted(must.word())));
        self.optional("at-least", condition.at_least.map(number));
        self.optional("unit", condition.unit.as_deref().map(quoted));
        self.optional("level", condition.level.map(|level| level.value.to_string()));
        self.optional("note", condition.note.as_deref().map(quoted));
    }

    fn item(&mut self, item: &Item, kind: Kind) {
        let name = if kind == Kind::Points { "indicator" } else { "target" };
        self.table(&format!("[[{name}]]"));
        self.text("id", &item.id);
        self.text("title", &item.title);
        self.text("question", &item.question);
        self.text("wording", item.wording.word());
        self.scale(&item.scale);
        self.optional("na", item.na.map(|na| quoted(na.word())));
        self.optional("level", item.level.map(|level| level.value.to_string()));
        self.levels(&item.levels);
        self.texts("groups", &item.groups);
        self.optional("figure", item.figure.as_deref().map(quoted));
        self.pairs("guide", &item.guide);
        self.texts("evidence", &item.evidence);
        self.texts("learn", &item.learn);
        self.optional("note", item.note.as_deref().map(quoted));
        for part in item.scale.parts() {
            self.table(&format!("[[{name}.part]]"));
            self.text("title", &part.title);
            self.scale(&part.scale);
            self.optional("figure", part.figure.as_deref().map(quoted));
        }
        for own in &item.own {
            self.own(own, name, &item.scale);
        }
    }

    fn own(&mut self, own: &Own, item: &str, scale: &Scale) {
        self.table(&format!("[[{item}.for]]"));
        self.optional("group", own.group.as_deref().map(quoted));
        self.optional("area", own.area.as_deref().map(quoted));
        self.optional("title", own.title.as_deref().map(quoted));
        self.optional("question", own.question.as_deref().map(quoted));
        self.thresholds(scale.threshold_key(), &own.thresholds);
        if !own.parts.is_empty() {
            let lists: Vec<String> = own.parts.iter().map(|part| format!("[{}]", numbers(part).join(", "))).collect();
            self.line("parts", &format!("[{}]", lists.join(", ")));
        }
        self.levels(&own.levels);
    }

    fn levels(&mut self, levels: &[Located<u32>]) {
        if !levels.is_empty() {
            let levels: Vec<String> = levels.iter().map(|level| level.to_string()).collect();
            self.line("levels", &format!("[{}]", levels.join(", ")));
        }
    }

    fn scale(&mut self, scale: &Scale) {
        match scale {
            Scale::Whole { max } => self.line("max", &number(*max)),
            Scale::Typed { max, step } => {
                self.line("max", &number(*max));
                self.line("step", &number(*step));
            }
            Scale::Options { options } => {
                let max = options.last().map(|option| number(option.points));
                self.optional("max", max);
                self.pairs("options", options);
            }
            Scale::Count { steps, unit } => {
                self.optional("max", steps.last().map(|step| number(step.points)));
                let pairs: Vec<String> =
                    steps.iter().map(|step| format!("[{}, {}]", number(step.from), number(step.points))).collect();
                self.line("count", &format!("[{}]", pairs.join(", ")));
                self.optional("unit", unit.as_deref().map(quoted));
            }
            // The parts are tables, and stand behind all keys of the item.
            Scale::YesNo | Scale::Pair { .. } => {}
            Scale::Standard { thresholds, steps } => {
                self.thresholds("standard", thresholds);
                self.texts("steps", steps);
            }
            Scale::Percent { thresholds } => self.thresholds("percent", thresholds),
            Scale::Number { thresholds, unit } => {
                self.thresholds("number", thresholds);
                self.optional("unit", unit.as_deref().map(quoted));
            }
        }
    }

    fn thresholds(&mut self, key: &str, thresholds: &[Located<Number>]) {
        match numbers(thresholds).as_slice() {
            [] => {}
            [first, rest @ ..] if rest.iter().all(|other| other == first) => self.line(key, first),
            more => self.line(key, &format!("[{}]", more.join(", "))),
        }
    }

    fn pairs(&mut self, key: &str, pairs: &[PointsText]) {
        if !pairs.is_empty() {
            let pairs: Vec<String> =
                pairs.iter().map(|pair| format!("  [{}, {}],\n", number(pair.points), quoted(&pair.text))).collect();
            self.line(key, &format!("[\n{}]", pairs.concat()));
        }
    }

    /// The whole file.
    fn page(&self, body: &str) -> String {
        format!("+++\n{}+++\n{body}", self.0)
    }
}

fn numbers(thresholds: &[Located<Number>]) -> Vec<String> {
    thresholds.iter().copied().map(number).collect()
}

/// Never so that it could be read as thousands: `1.125` has a fourth decimal.
fn number(number: impl Into<Number>) -> String {
    let text = number.into().0.text();
    if has_two_readings(&text) { format!("{text}0") } else { text }
}

/// A day as TOML has it; a month or a year as text.
fn date(text: &str) -> String {
    if Date::parse(text).is_some() {
        return text.to_owned();
    }
    match text.split_once('-') {
        Some((year, month)) => quoted(format!("{}/{year}", month.trim_start_matches('0'))),
        None => quoted(text),
    }
}

/// As it stands in TOML on one line: a line that begins with `+++` would end the front matter.
fn quoted(text: impl AsRef<str>) -> String {
    let mut out = String::from("\"");
    for char in text.as_ref().chars() {
        match char {
            '"' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

//! The front matter of a set, as an author types it: `[criteria]` in its `_index.md`.
//!
//! What is wrong within this one table is reported here; what needs the criteria beside it, by `criteria::assemble`.

use super::document::{
    Condition, Dossier, Group, Kind, Level, Must, Number, Pass, Recognition, State, TargetArea, Verified,
};
use super::issued::Issued;
use crate::diagnostic::{CriteriaProblem, Problem};
use crate::source::{Located, Slug, Table};
use wasm_check::date::Date;
use wasm_check::decimal::Decimal;

/// The most levels of a set of targets: every legal text so far has one or two.
const MOST_LEVELS: usize = 2;

/// `[criteria]`
#[derive(Debug, Clone)]
pub struct SetPart {
    /// Where `[criteria]` stands.
    pub at: usize,
    /// Names the set in addresses, files and commands; its versions share it.
    pub id: Slug,
    /// Names this version of it.
    pub version: Slug,
    /// Where that stands.
    pub version_at: usize,
    /// How it decides.
    pub kind: Kind,
    /// Whether the text is in force.
    pub state: State,
    /// Where that stands.
    pub state_at: usize,
    /// How far its numbers were checked against the text.
    pub verified: Verified,
    /// Whether it gives verdicts, as far as it is verified.
    pub decides: bool,
    /// Why not.
    pub reason: Option<String>,
    /// The day from which it holds.
    pub effective: Option<Date>,
    /// What the model is about, for whom, and who decides.
    pub about: Option<String>,
    /// Sentences that every result carries.
    pub caveats: Vec<String>,
    /// What of the official table is not known.
    pub missing: Vec<String>,
    /// Who to ask.
    pub ask: Option<String>,
    /// The version whose criteria it has.
    pub criteria_of: Option<Located<String>>,
    /// The legal text.
    pub basis: BasisPart,
    /// What it takes, in a set of points.
    pub pass: Option<Pass>,
    /// The names of its levels, in a set of targets, lowest first.
    pub levels: Vec<Level>,
    /// What follows from a recognition.
    pub recognition: Option<Recognition>,
    /// What is handed in for a recognition.
    pub dossier: Option<Dossier>,
    /// Kinds of place, in a set of targets.
    pub areas: Vec<TargetArea>,
    /// Groups of people.
    pub groups: Vec<Group>,
    /// What is asked beside the criteria.
    pub conditions: Vec<Condition>,
}

/// `[criteria.basis]`
#[derive(Debug, Clone)]
pub struct BasisPart {
    /// `324/QĐ-KHVN`
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued: Option<Issued>,
    /// How it was read.
    pub note: Option<String>,
}

impl SetPart {
    /// Of the versions of a set, the greatest by this has the plain address: the one in force, else the newest.
    pub fn precedence(&self) -> impl Ord + '_ {
        (self.state == State::InForce, self.basis.issued, &self.version)
    }

    /// Reads `[criteria]`; nothing where it has errors that leave open what it says.
    pub fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let version = table.id("version");
        let kind = table.choice("kind", Kind::WORDS);
        let state = table.choice("state", State::WORDS);
        let verified = table.choice("verified", Verified::WORDS);
        let period = table.choice("period", &[("calendar-year", ())]);
        let decides = table.optional::<bool>("decides");
        let reason = table.optional::<String>("reason");
        let is_undecided = decides.as_ref().is_some_and(|decides| !decides.value);
        match &reason {
            Some(reason) if !is_undecided && (decides.is_some() || !table.has("decides")) => {
                table.report(reason.at, Problem::OnlyWith { key: "reason", with: &["decides = false"] });
            }
            None if is_undecided && !table.has("reason") => {
                table.report(table.at(), Problem::MissingKey { key: "reason", table: "criteria".to_owned() });
            }
            _ => {}
        }
        let effective = table.optional::<Date>("effective");
        let texts = |key| table.optional::<Vec<String>>(key).map(|texts| texts.value).unwrap_or_default();
        let (caveats, missing) = (texts("caveats"), texts("missing"));
        let [about, ask] = ["about", "ask"].map(|key| value(table.optional::<String>(key)));
        let criteria_of = table.optional::<String>("criteria-of");
        let verified_as = verified.as_ref().map(|verified| verified.value);
        if !table.has("basis") {
            report_missing_table(&table, "[criteria.basis]");
        }
        let basis = table.table("basis").and_then(|basis| BasisPart::read(basis, verified_as));
        let has_pass = table.has("pass");
        let decides = !is_undecided && verified_as.is_some_and(|verified| verified != Verified::None);
        let pass = table.table("pass").map(|pass| Pass::read(pass, decides));
        let has_recognition = table.has("recognition");
        let recognition = table.table("recognition").map(read_recognition);
        let has_dossier = table.has("dossier");
        let dossier = table.table("dossier").map(read_dossier);
        let areas = all(table.tables("area"), read_area);
        let levels = all(table.tables("level"), read_level);
        let groups = all(table.tables("group"), read_group);
        let conditions = all(table.tables("condition"), read_condition);

        if verified_as == Some(Verified::None) {
            for (key, is_there) in [("missing", !missing.is_empty()), ("ask", ask.is_some())] {
                if !is_there && !table.has(key) {
                    table.report(table.at(), Problem::MissingKey { key, table: "criteria".to_owned() });
                }
            }
        }
        if let Some(kind) = &kind {
            check_kind(&table, kind.value, decides, levels.as_deref().unwrap_or_default());
        }
        if let Some(groups) = &groups {
            report_duplicates(&table, groups.iter().map(|group| &group.id));
            if let (Some(kind), Some(pass)) = (&kind, &pass) {
                check_groups(&table, kind.value, groups, pass.as_ref());
            }
        }
        if let Some(areas) = &areas {
            report_duplicates(&table, areas.iter().map(|area| &area.id));
        }
        if let Some(conditions) = &conditions {
            report_duplicates(&table, conditions.iter().map(|condition| &condition.id));
        }
        let issued = basis.as_ref().and_then(|basis| basis.issued);
        if let (Some(effective), Some(issued)) = (&effective, issued)
            && issued.is_after(effective.value)
        {
            let (effective_day, issued) = (effective.value.vietnamese(), issued.vietnamese());
            table.report(effective.at, CriteriaProblem::EffectiveBeforeIssued { effective: effective_day, issued });
        }
        let at = table.at();
        table.finish();
        period?;
        let (version, state) = (version?, state?);
        Some(Self {
            at,
            id: Slug::new(&id?.value)?,
            version: Slug::new(&version.value)?,
            version_at: version.at,
            kind: kind?.value,
            state: state.value,
            state_at: state.at,
            verified: verified_as?,
            decides: !is_undecided,
            reason: reason.map(|reason| reason.value),
            effective: effective.map(|effective| effective.value),
            about,
            caveats,
            missing,
            ask,
            criteria_of,
            basis: basis?,
            pass: if has_pass { Some(pass??) } else { None },
            levels: levels?,
            recognition: if has_recognition { Some(recognition??) } else { None },
            dossier: if has_dossier { Some(dossier??) } else { None },
            areas: areas?,
            groups: groups?,
            conditions: conditions?,
        })
    }

    /// Whether it has the levels that a set of targets must have: otherwise nothing can be held against them.
    pub(crate) fn has_levels(&self) -> bool {
        let may_have_none = self.kind == Kind::Points || !self.gives_verdicts();
        self.levels.len() <= MOST_LEVELS && (may_have_none || !self.levels.is_empty())
    }

    /// Whether it gives verdicts: it may, and its rule was read in the text.
    pub fn gives_verdicts(&self) -> bool {
        self.decides && self.verified != Verified::None
    }

    /// How many levels or bands a condition or a target may name; one where nothing is graded.
    pub fn ranks(&self) -> usize {
        let bands = self.pass.as_ref().map_or(0, |pass| pass.bands.len());
        bands.max(self.levels.len()).max(1)
    }
}

/// What was read, where its place is of no use to a message.
pub(super) fn value<T>(located: Option<Located<T>>) -> Option<T> {
    located.map(|located| located.value)
}

/// All that the tables say; nothing where one of them has errors.
pub(super) fn all<T>(tables: Vec<Table<'_>>, read: impl Fn(Table<'_>) -> Option<T>) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = tables.into_iter().map(read).collect();
    read.into_iter().collect()
}

fn report_missing_table(table: &Table<'_>, name: &'static str) {
    table.report(table.at(), Problem::MissingTable { table: name });
}

/// An id that stands there twice is reported where it stands again.
pub(super) fn report_duplicates<'a>(table: &Table<'_>, ids: impl Iterator<Item = &'a Located<String>>) {
    let mut seen: Vec<&Located<String>> = Vec::new();
    for id in ids {
        match seen.iter().find(|earlier| earlier.value == id.value) {
            Some(first) => {
                let first = table.place(first.at);
                table.report(id.at, Problem::DuplicateId { id: id.value.clone(), first });
            }
            None => seen.push(id),
        }
    }
}

/// `[criteria.pass]` belongs to points, `[[criteria.level]]` to targets; who decides needs one of them.
fn check_kind(table: &Table<'_>, kind: Kind, decides: bool, levels: &[Level]) {
    let others: &[(&str, &str)] = match kind {
        // The areas of a set of points have a total of their own: they stand below its pass mark.
        Kind::Points => {
            &[("level", "[[criteria.level]]"), ("area", "[[criteria.area]]"), ("dossier", "[criteria.dossier]")]
        }
        Kind::Targets => &[("pass", "[criteria.pass]")],
    };
    for (other, what) in others {
        if let Some(at) = table.place_of(other) {
            table.report(at, CriteriaProblem::WrongKind { what, kind: kind.into() });
        }
    }
    if decides && kind == Kind::Points && !table.has("pass") {
        report_missing_table(table, "[criteria.pass]");
    }
    if decides && kind == Kind::Targets && !table.has("level") {
        table.report(table.at(), CriteriaProblem::NoLevels);
    }
    if let Some(level) = levels.get(MOST_LEVELS).filter(|_| kind == Kind::Targets) {
        table.report(level.title.at, CriteriaProblem::TooManyLevels { levels: levels.len() });
    }
}

/// A group's own numbers against the set's.
fn check_groups(table: &Table<'_>, kind: Kind, groups: &[Group], pass: Option<&Pass>) {
    for group in groups {
        if kind == Kind::Targets {
            for (what, number) in [("max", &group.max), ("total", &group.total), ("floor", &group.floor)] {
                if let Some(number) = number {
                    table.report(number.at, CriteriaProblem::WrongKind { what, kind: kind.into() });
                }
            }
            continue;
        }
        let Some(pass) = pass else { continue };
        if let Some(total) = &group.total {
            pass.check_lowest(table, total);
        }
        pass.check_reachable(table, group);
    }
}

fn read_level(table: Table<'_>) -> Option<Level> {
    let title = table.required::<String>("title");
    table.finish();
    Some(Level { title: title? })
}

impl BasisPart {
    fn read(table: Table<'_>, verified: Option<Verified>) -> Option<Self> {
        // What is not verified may come from a text whose number or day nobody found.
        let is_needed = verified.is_some_and(|verified| verified != Verified::None);
        let number = if is_needed { table.required::<String>("number") } else { table.optional("number") };
        let issuer = table.required::<String>("issuer");
        let day = if is_needed { table.required::<Issued>("issued") } else { table.optional("issued") };
        let note = value(table.optional::<String>("note"));
        table.finish();
        Some(Self {
            number: number.map(|number| number.value),
            issuer: issuer?.value,
            issued: day.map(|day| day.value),
            note,
        })
    }
}

/// A recognition is kept for no longer: fifty years are a mistake.
const MOST_YEARS: u32 = 50;
/// The same of the months until the next level may be asked for.
const MOST_MONTHS: u32 = 120;

fn read_recognition(table: Table<'_>) -> Option<Recognition> {
    let raise_after = table.optional::<u32>("raise-after");
    let kept_years = table.required::<u32>("kept-years");
    let note = value(table.optional::<String>("note"));
    for (key, number, most) in [("raise-after", &raise_after, MOST_MONTHS), ("kept-years", &kept_years, MOST_YEARS)] {
        if let Some(number) = number.as_ref().filter(|number| !(1..=most).contains(&number.value)) {
            table.report(number.at, CriteriaProblem::BadSpan { key, value: number.value, most });
        }
    }
    table.finish();
    Some(Recognition { raise_after: raise_after.map(|months| months.value), kept_years: kept_years?.value, note })
}

fn read_dossier(table: Table<'_>) -> Option<Dossier> {
    let [name, article, sender, signer, receiver] =
        ["name", "article", "sender", "signer", "receiver"].map(|key| table.required::<String>(key));
    let review = value(table.optional::<String>("review"));
    let [send_before, done_before] = ["send-before", "done-before"].map(|key| {
        let day = table.required::<String>(key)?;
        if day_of_year(&day.value).is_none() {
            table.report(day.at, CriteriaProblem::BadDay { key, value: day.value.clone() });
        }
        Some(day)
    });
    table.finish();
    Some(Dossier {
        name: name?.value,
        article: article?.value,
        sender: sender?.value,
        signer: signer?.value,
        receiver: receiver?.value,
        review,
        send_before: send_before?.value,
        done_before: done_before?.value,
    })
}

/// A day of any year, `28/2`: as the month and the day.
fn day_of_year(text: &str) -> Option<(u8, u8)> {
    let (day, month) = text.split_once('/')?;
    let is_plain = |digits: &str| !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month) = (Some(day).filter(|day| is_plain(day))?, Some(month).filter(|month| is_plain(month))?);
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    // A year without 29/2: that day does not come every year.
    Date::new(2027, month, day).map(|_| (month, day))
}

fn read_area(table: Table<'_>) -> Option<TargetArea> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let note = value(table.optional::<String>("note"));
    table.finish();
    Some(TargetArea { id: id?, title: title?.value, note })
}

fn read_group(table: Table<'_>) -> Option<Group> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let [max, total, floor] = ["max", "total", "floor"].map(|key| table.optional::<Number>(key));
    let note = value(table.optional::<String>("note"));
    table.finish();
    Some(Group { id: id?, title: title?.value, max, total, floor, note })
}

fn read_condition(table: Table<'_>) -> Option<Condition> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let question = table.required::<String>("question");
    let must = table.optional_choice("must", Must::WORDS);
    let at_least = table.optional::<Number>("at-least");
    let unit = table.optional::<String>("unit");
    let level = table.optional::<u32>("level");
    let note = value(table.optional::<String>("note"));
    match (table.place_of("must"), table.place_of("at-least")) {
        (Some(_), Some(at)) => table.report(at, Problem::OneOf { keys: &["must", "at-least"], needed: true }),
        (None, None) => {
            table.report(table.at(), Problem::OneOf { keys: &["must", "at-least"], needed: true });
        }
        (Some(_), None) => {
            if let Some(unit) = &unit {
                table.report(unit.at, Problem::OnlyWith { key: "unit", with: &["at-least"] });
            }
        }
        (None, Some(_)) => {}
    }
    if let Some(number) = at_least.as_ref().filter(|number| number.0 == Decimal::ZERO) {
        table.report(number.at, CriteriaProblem::BadThreshold { key: "at-least", value: number.0 });
    }
    table.finish();
    Some(Condition {
        id: id?,
        title: title?.value,
        question: question?.value,
        must: value(must),
        at_least: value(at_least),
        unit: value(unit),
        level,
        note,
    })
}

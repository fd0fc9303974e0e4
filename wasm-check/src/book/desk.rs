//! Where sheets stand, how they differ, and what follows: texts of the store in, JSON for the page out.
//!
//! Numbers come as they are read (`92,5`), shares of a bar in percent with a point.

use super::calendar::{Deed, calendar};
use super::plan::{Plan, Step};
use crate::date::{Date, Month};
use crate::decimal::Decimal;
use crate::json::Writer;
use crate::keys::{self, Kept, Key, People};
use crate::rubric::{Item, Rubric};
use crate::score::{Standing, judge, way_up_of};
use crate::sheet::{Answer, Sheet};
use crate::text::{cut, joined, push_number};
use std::cmp::Ordering;

/// The versions of a set, the current one first.
#[derive(Debug, Default)]
pub struct Desk {
    /// Never empty once something is asked.
    pub versions: Vec<Rubric>,
}

/// A side of a comparison: the place of the version, the text of the sheet.
pub type Side<'t> = (usize, &'t str);

impl Desk {
    /// Where a sheet stands:
    /// `{"year":2026,"whole":true,"total":"83","max":"100","share":83,"answered":10,"of":10,"verdict":"achieved","group":…,
    /// "area":…}`, and with `answers` what each item was given: `{"<id>":"92,5"|"yes"|"no"|"unknown"|"na"|""}`.
    ///
    /// Where a recognition is noted in the sheet, also what follows from it: `"recognised":{"raise-from":"10/2/2027",
    /// "raise":"later","kept-until":"31/12/2029","kept":"now"}`; `now` says that the day has come, of `kept` that the last
    /// year has, and `over` that it is past.
    ///
    /// `whole` is false where some of the text could not be read. `year` is taken where the sheet names none.
    pub fn standing(&self, (version, text): Side<'_>, year: u16, with_answers: bool, today: Date) -> String {
        let mut json = Writer::default();
        let Some(rubric) = self.versions.get(version) else { return json.finish() };
        let sheet = Sheet::recover(text, rubric, year);
        let outcome = judge(rubric, &sheet, today);
        json.object(|json| {
            json.key("year").number(sheet.year.into());
            // Whole is what would be written so again.
            json.key("whole").bool(sheet.to_json(rubric) == text);
            json.key("total").text(&outcome.total.vietnamese());
            json.key("max").text(&outcome.max.vietnamese());
            json.key("share").decimal(outcome.total.rescaled(Decimal::HUNDRED, outcome.max));
            json.key("answered").number(outcome.answered);
            json.key("of").number(outcome.of);
            json.key("verdict").text(outcome.verdict.as_str());
            json.key("group").optional_text(sheet.group.as_deref());
            json.key("area").optional_text(sheet.area.as_deref());
            if let Some(standing) = outcome.recognised {
                json.key("recognised").object(|json| write_reminder(json, standing, today));
            }
            if with_answers {
                json.key("answers").object(|json| {
                    for (item, answer) in rubric.items().into_iter().zip(&sheet.answers) {
                        json.key(&item.id).text(&shown(item, *answer));
                    }
                });
            }
        });
        json.finish()
    }

    /// How two sheets differ: for each item that either asks
    /// `"<id>":{"earlier":"4","later":"7","earlier-share":40,"later-share":70,"what":"more","by":"3"}`, and the same for the
    /// total under `""`. A side that does not ask the item is absent; `what` is `more`, `less`, `same`, `changed` (yes and
    /// no), `open` (one of them has no answer), `blank` (neither has), or absent where there is nothing to compare.
    ///
    /// Whether items of two versions may be compared was decided when the site was built, by the rows of the table.
    pub fn difference(&self, earlier: Side<'_>, later: Side<'_>, today: Date) -> String {
        let mut json = Writer::default();
        let mut sides = Vec::new();
        for (name, share, (version, text)) in [("earlier", "earlier-share", earlier), ("later", "later-share", later)] {
            let Some(rubric) = self.versions.get(version) else { return json.finish() };
            sides.push((name, share, rubric, Sheet::recover(text, rubric, today.year)));
        }
        json.object(|json| {
            let mut ids: Vec<&str> = Vec::new();
            for (_, _, rubric, _) in &sides {
                for item in rubric.items() {
                    if !ids.contains(&item.id.as_str()) {
                        ids.push(&item.id);
                    }
                }
            }
            for id in ids {
                json.key(id).object(|json| write_difference(json, &sides, id));
            }
            json.key("").object(|json| {
                let mut totals = Vec::new();
                for (name, share, rubric, sheet) in &sides {
                    let outcome = judge(rubric, sheet, today);
                    json.key(name).text(&outcome.total.vietnamese());
                    json.key(share).decimal(outcome.total.rescaled(Decimal::HUNDRED, outcome.max));
                    totals.push(outcome.total);
                }
                // Another version may ask for more, or count otherwise.
                if earlier.0 == later.0 {
                    write_change(json, totals[0], totals[1]);
                }
            });
        });
        json.finish()
    }

    /// The plan of a year as the page shows it:
    /// `{"made":"22/11/2026","changes":false,"steps":{"<id>":{"from":"4","to":"5","by":"1","reached":false,"done":false,
    /// "month":"2027-03","in-month":"3/2027"}}}`, of the current version. `reached` says that the sheet of that year is where
    /// the step leads, `changes` that the plan would be another, were it made from that sheet now.
    pub fn plan(&self, plan: &str, sheet: Option<&str>, year: u16, today: Date) -> String {
        let mut json = Writer::default();
        let Some(rubric) = self.versions.first() else { return json.finish() };
        let plan = Plan::read(plan, rubric).0;
        let sheet = sheet.map(|text| Sheet::recover(text, rubric, 0));
        let items = rubric.items();
        let anew = sheet.as_ref().map(|sheet| follow(plan.clone(), rubric, sheet, year, today));
        json.object(|json| {
            json.key("made").optional_text(plan.made.map(Date::vietnamese).as_deref());
            json.key("changes").bool(anew.is_some_and(|anew| anew.steps != plan.steps));
            json.key("steps").object(|json| {
                for step in &plan.steps {
                    json.key(&items[step.place].id).object(|json| {
                        if let Some((from, to)) = step.change {
                            json.key("from").text(&from.shown());
                            json.key("to").text(&to.shown());
                            if let (Answer::Given(from), Answer::Given(to)) = (from, to) {
                                json.key("by").text(&apart(from, to).vietnamese());
                            }
                            let now = sheet.as_ref().map(|sheet| sheet.answers[step.place]);
                            json.key("reached").bool(now.is_some_and(|now| is_there(now, from, to)));
                        }
                        json.key("done").bool(step.done);
                        if let Some(month) = step.month {
                            json.key("month").text(&month.iso());
                            json.key("in-month").text(&month.vietnamese());
                        }
                    });
                }
            });
        });
        json.finish()
    }

    /// The plan of a year after a change of the step for that item: `add`, `remove`, `done` or `open`, or the month that it is
    /// moved to, `2027-03`; or `follow`, where it takes in the way up of the sheet. Empty where no step is left.
    pub fn change_plan(&self, plan: &str, what: &str, on: &str, year: u16, today: Date) -> String {
        let Some(rubric) = self.versions.first() else { return String::new() };
        let mut plan = Plan::read(plan, rubric).0;
        if what == "follow" {
            plan = follow(plan, rubric, &Sheet::recover(on, rubric, today.year), year, today);
        } else if let Some(place) = rubric.items().iter().position(|item| item.id == on) {
            let step = plan.steps.iter_mut().find(|step| step.place == place);
            match (what, step) {
                ("remove", _) => plan.remove(place),
                ("add", None) => {
                    plan.set(Step { place, change: None, done: false, month: None });
                    plan.spread(year, today);
                }
                ("done" | "open", Some(step)) => step.done = what == "done",
                (month, Some(step)) => step.month = Month::parse(month).or(step.month),
                _ => {}
            }
        }
        if plan.steps.is_empty() { String::new() } else { plan.to_json(rubric) }
    }

    /// What is still to be done of the plan of a year, as a calendar; empty where there is nothing. `whose` is what keeps it
    /// apart from other plans: the ids of site, set and person. `words` has a line for each item, its id, what it is called and
    /// what there is to say of it, with tabs between.
    pub fn calendar(&self, plan: &str, whose: &str, year: u16, words: &str, today: Date) -> String {
        let Some(rubric) = self.versions.first() else { return String::new() };
        let (items, mut deeds) = (rubric.items(), Vec::new());
        for step in Plan::read(plan, rubric).0.steps {
            let (Some(month), false) = (step.month, step.done) else { continue };
            let id = &items[step.place].id;
            let mut rest = words;
            while !rest.is_empty() {
                let (line, others) = cut(rest, b'\n');
                let (item, said) = cut(line, b'\t');
                rest = others;
                if item == id {
                    let (title, text) = cut(said, b'\t');
                    let mut uid = joined(id, "-");
                    push_number(&mut uid, year.into());
                    uid.push('@');
                    uid.push_str(whose);
                    // Nobody is reminded of a day that is over.
                    let day = month.first_day().max(today.next());
                    deeds.push(Deed { uid, day, title: title.to_owned(), text: text.to_owned() });
                }
            }
        }
        if deeds.is_empty() { String::new() } else { calendar(&deeds, today) }
    }

    /// Whether the text of a plan can be read whole.
    pub fn is_whole_plan(&self, plan: &str) -> bool {
        self.versions.first().is_some_and(|rubric| Plan::read(plan, rubric).1)
    }

    /// The place of a version.
    pub fn version(&self, name: &str) -> Option<usize> {
        self.versions.iter().position(|rubric| rubric.version == name)
    }
}

/// The plan as it would be made from that sheet now.
fn follow(mut plan: Plan, rubric: &Rubric, sheet: &Sheet, year: u16, today: Date) -> Plan {
    plan.follow(&way_up_of(rubric, sheet), today);
    plan.spread(year, today);
    plan
}

/// The months that a step can be moved to, a year from now on, as they are kept and as people read them:
/// `2026-12 12/2026 2027-01 1/2027 …`
pub fn months(today: Date) -> String {
    let mut out = String::new();
    for count in 0..=12 {
        let month = today.in_month().after(count);
        for part in [month.iso(), month.vietnamese()] {
            out.push_str(&part);
            out.push(' ');
        }
    }
    out
}

/// The days that follow from a recognition, and whether they have come.
fn write_reminder(json: &mut Writer, standing: Standing, today: Date) {
    if let Some(day) = standing.raise_from {
        json.key("raise-from").text(&day.vietnamese());
        json.key("raise").text(if today >= day { "now" } else { "later" });
    }
    if let Some(day) = standing.kept_until {
        json.key("kept-until").text(&day.vietnamese());
        json.key("kept").text(match today.year.cmp(&day.year) {
            Ordering::Less => "later",
            Ordering::Equal => "now",
            Ordering::Greater => "over",
        });
    }
}

/// Whether an answer is where a step leads. A step may lead down: from yes to no.
fn is_there(now: Answer, from: Answer, to: Answer) -> bool {
    match (now, from, to) {
        (Answer::Given(now), Answer::Given(from), Answer::Given(to)) if from > to => now <= to,
        (Answer::Given(now), _, Answer::Given(to)) => now >= to,
        (Answer::Pair(now), _, Answer::Pair(to)) => {
            let mut figures = now.into_iter().zip(to);
            figures.all(|(now, to)| to.is_none() || now >= to)
        }
        _ => false,
    }
}

/// What was answered, as the page has words for it or as a number is read.
fn shown(item: &Item, answer: Answer) -> String {
    match answer {
        Answer::Given(number) if item.is_yes_no() => if number == Decimal::ONE { "yes" } else { "no" }.to_owned(),
        Answer::Given(_) | Answer::Pair(_) => answer.shown(),
        Answer::Unknown => "unknown".to_owned(),
        Answer::NotApplicable => "na".to_owned(),
        Answer::Blank => String::new(),
    }
}

fn write_difference(json: &mut Writer, sides: &[(&str, &str, &Rubric, Sheet)], id: &str) {
    let mut found = Vec::new();
    for (name, share, rubric, sheet) in sides {
        let items = rubric.items();
        let Some(place) = items.iter().position(|item| item.id == id) else { continue };
        let (item, answer) = (items[place], sheet.answers[place]);
        if item.is_for(sheet.group.as_deref()) {
            json.key(name).text(&shown(item, answer));
            if let Answer::Given(number) = answer {
                json.key(share).decimal(item.points(number).rescaled(Decimal::HUNDRED, item.max));
            }
            found.push((item, answer));
        }
    }
    let [(_, before), (item, after)] = found[..] else { return };
    match (before, after) {
        (Answer::Given(before), Answer::Given(after)) if !item.is_yes_no() || before == after => {
            write_change(json, before, after);
        }
        (Answer::Pair(before), Answer::Pair(after)) if before == after => json.key("what").text("same"),
        (Answer::Given(_), Answer::Given(_)) | (Answer::Pair(_), Answer::Pair(_)) => json.key("what").text("changed"),
        (Answer::NotApplicable, Answer::NotApplicable) => json.key("what").text("same"),
        (Answer::Blank | Answer::Unknown, Answer::Blank | Answer::Unknown) => json.key("what").text("blank"),
        _ => json.key("what").text("open"),
    }
}

fn write_change(json: &mut Writer, before: Decimal, after: Decimal) {
    let what = match after.cmp(&before) {
        Ordering::Equal => "same",
        Ordering::Greater => "more",
        Ordering::Less => "less",
    };
    json.key("what").text(what);
    json.key("by").text(&apart(before, after).vietnamese());
}

/// How far apart two numbers are.
fn apart(one: Decimal, other: Decimal) -> Decimal {
    if one > other { one.minus(other) } else { other.minus(one) }
}

/// The keys that are sheets and plans of the site, each on a line, as
/// `[{"key":…,"kept":"sheet"|"plan","set":…,"version":…,"year":2026|null,"person":"p1"|null,"damaged":false},…]`.
pub fn entries(site: &str, keys: &str) -> String {
    let mut json = Writer::default();
    json.list(|json| {
        for key in keys.split('\n') {
            let Some(parts) = Key::parse(site, key) else { continue };
            json.object(|json| {
                json.key("key").text(key);
                json.key("kept").text(if parts.kept == Kept::Sheet { "sheet" } else { "plan" });
                json.key("set").text(parts.set);
                json.key("version").text(parts.version);
                json.key("year");
                match parts.year {
                    Some(year) => json.number(year.into()),
                    None => json.optional_text(None),
                }
                json.key("person").optional_text(parts.person);
                json.key("damaged").bool(parts.is_damaged);
            });
        }
    });
    json.finish()
}

/// The list of people as it is kept, of what is sound in a text, with those who left sheets but are not on it (`adopted`:
/// ids with spaces between) and with somebody of that name at the end, where one is given.
pub fn people(text: &str, adopted: &str, new: &str) -> String {
    let mut people = People::read(text).0;
    for id in adopted.split(' ') {
        people.adopt(id);
    }
    let name = keys::clean_name(new);
    if !name.is_empty() {
        people.add(name);
    }
    people.to_json()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Scale;
    use crate::rubric::samples::{item, points};

    fn desk() -> Desk {
        let version = |version: &str, max: u32| {
            let items = [("a", Scale::Whole, max, "1"), ("b", Scale::Typed, 10, "0.5"), ("d", Scale::YesNo, 0, "0")];
            points("x", version, 12, items.map(|(id, scale, max, step)| item(id, scale, max, step)).to_vec())
        };
        Desk { versions: vec![version("2", 10), version("1", 5)] }
    }

    fn today() -> Date {
        Date::parse("2026-11-22").expect("a day")
    }

    const LATER: &str =
        r#"{"set":"x","version":"2","year":2026,"group":null,"area":null,"answers":{"a":8,"b":2.5,"d":true}}"#;
    const EARLIER: &str =
        r#"{"set":"x","version":"2","year":2025,"group":null,"area":null,"answers":{"a":4,"d":false}}"#;

    #[test]
    fn a_sheet_stands_where_scoring_puts_it() {
        assert_eq!(
            desk().standing((0, LATER), 2020, true, today()),
            r#"{"year":2026,"whole":true,"total":"10,5","max":"20","share":52.5,"answered":3,"of":3,"verdict":"not-achieved","group":null,"area":null,"answers":{"a":"8","b":"2,5","d":"yes"}}"#
        );
        let damaged = desk().standing((0, r#"{"answers":{"a":99,"zz":1}}"#), 2020, false, today());
        assert!(damaged.starts_with(r#"{"year":2020,"whole":false,"total":"0""#), "{damaged}");
        assert_eq!(desk().standing((9, LATER), 2020, false, today()), "");
    }

    #[test]
    fn two_years_differ_item_by_item_and_in_all() {
        assert_eq!(
            desk().difference((0, EARLIER), (0, LATER), today()),
            r#"{"a":{"earlier":"4","earlier-share":40,"later":"8","later-share":80,"what":"more","by":"4"},"b":{"earlier":"","later":"2,5","later-share":25,"what":"open"},"d":{"earlier":"no","earlier-share":0,"later":"yes","later-share":0,"what":"changed"},"":{"earlier":"4","earlier-share":20,"later":"10,5","later-share":52.5,"what":"more","by":"6,5"}}"#
        );
        let apart = desk().difference((1, EARLIER), (0, LATER), today());
        let totals = apart.split_once(r#""":{"#).expect("totals").1;
        assert!(totals.contains(r#""later":"10,5""#) && !totals.contains("what"), "totals of two versions: {apart}");
    }

    #[test]
    fn a_plan_follows_the_way_up_and_says_what_is_reached() {
        let desk = desk();
        let sheet = LATER.replace(r#""a":8,"b":2.5"#, r#""a":10,"b":0"#);
        let change = |plan: &str, what, on: &str| desk.change_plan(plan, what, on, 2026, today());
        let plan = change("", "follow", &sheet);
        assert_eq!(plan, r#"{"plan":[{"id":"b","from":0,"to":2,"done":false,"month":"2026-12"}],"made":"2026-11-22"}"#);
        let shown = |sheet: &str| desk.plan(&plan, Some(sheet), 2026, today());
        assert_eq!(
            shown(&sheet),
            r#"{"made":"22/11/2026","changes":false,"steps":{"b":{"from":"0","to":"2","by":"2","reached":false,"done":false,"month":"2026-12","in-month":"12/2026"}}}"#
        );
        let later = shown(LATER);
        assert!(later.contains(r#""reached":true"#) && later.contains(r#""changes":true"#), "{later}");
        let moved = change(&change("", "add", "b"), "2027-05", "b");
        assert_eq!(moved, r#"{"plan":[{"id":"b","done":false,"month":"2027-05"}]}"#);
        let ticked = change(&moved, "done", "b");
        assert_eq!(ticked, r#"{"plan":[{"id":"b","done":true,"month":"2027-05"}]}"#);
        assert_eq!(change(&ticked, "remove", "b"), "");
        assert_eq!(change(&ticked, "done", "nothing"), ticked);
        assert!(!desk.is_whole_plan("{") && desk.is_whole_plan(&ticked));
    }

    #[test]
    fn what_is_still_to_be_done_is_a_calendar() {
        let plan = r#"{"plan":[{"id":"a","done":true,"month":"2026-12"},{"id":"b","done":false,"month":"2027-05"},{"id":"d","done":false,"month":"2026-11"}]}"#;
        let words = "a\tĐọc\tx\nb\tViết\tTừ 4 lên 5\nd\tTham gia\t";
        let file = desk().calendar(plan, "s-x-p1", 2026, words, today());
        let has = |line: &str| file.split("\r\n").any(|other| other == line);
        assert!(has("UID:b-2026@s-x-p1") && has("DTSTART;VALUE=DATE:20270501") && has("SUMMARY:Viết"), "{file}");
        assert!(
            has("UID:d-2026@s-x-p1") && has("DTSTART;VALUE=DATE:20261123"),
            "the first of this month is over: {file}"
        );
        assert!(!file.contains("UID:a"), "it is done: {file}");
        assert_eq!(desk().calendar("", "s", 2026, words, today()), "");
    }

    #[test]
    fn months_to_choose_from_go_over_the_end_of_the_year() {
        let months = months(today());
        assert!(months.starts_with("2026-11 11/2026 2026-12 12/2026 2027-01 1/2027 "), "{months}");
        assert!(months.ends_with("2027-11 11/2027 "), "{months}");
    }

    #[test]
    fn only_keys_of_the_site_are_entries() {
        let keys = "s/sheet/x@2/2026/p1\ns/plan/x@2/2026\nother/sheet/x@2/2026\ns/people\n";
        assert_eq!(
            entries("s", keys),
            r#"[{"key":"s/sheet/x@2/2026/p1","kept":"sheet","set":"x","version":"2","year":2026,"person":"p1","damaged":false},{"key":"s/plan/x@2/2026","kept":"plan","set":"x","version":"2","year":2026,"person":null,"damaged":false}]"#
        );
    }

    #[test]
    fn people_are_mended_and_added() {
        assert_eq!(
            people("{", "p7 ", " Bà  Tư "),
            r#"{"people":[{"id":"p7","name":"p7"},{"id":"p8","name":"Bà Tư"}],"last":8}"#
        );
    }
}

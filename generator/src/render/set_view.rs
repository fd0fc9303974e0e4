//! A set as templates see it: the document of it, numbered, linked and with its numbers written as people read them.

use super::context::{Link, SourceView, link_of, link_to, shown as in_its_language};
use crate::address;
use crate::criteria::document::{
    AnyArea, Condition, Dossier, Group, Item, Kind, NotApplicable, Number, Own, Scale, Source, State, TargetPart,
    Verified, Wording,
};
use crate::criteria::{Change, CriteriaSet, changes};
use crate::markdown::{Bodies, Form, Links, Text};
use crate::source::set::Issued;
use crate::source::{Located, Page};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use wasm_check::decimal::Decimal;
use wasm_check::rubric;
use wasm_check::vietnamese::number_in_words;

/// A set of criteria.
#[derive(Debug, Serialize)]
pub(super) struct SetView<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    description: &'a str,
    /// What a total counts: `points`, or `targets` (which a checklist does too).
    counts: &'static str,
    /// How the text decides.
    kind: Kind,
    state: State,
    verified: Verified,
    /// Whether it gives a verdict; else it is a checklist.
    decides: bool,
    /// Why it gives none, where it is verified or may be.
    reason: Option<&'a str>,
    /// What follows from a recognition.
    recognition: Option<RecognitionView>,
    /// What is handed in for a recognition.
    dossier: Option<&'a Dossier>,
    /// The page that makes it.
    dossier_href: Option<String>,
    effective: Option<String>,
    basis: BasisView<'a>,
    max: Option<NumberView>,
    floor: Option<NumberView>,
    /// What can be reached, lowest first: the pass mark, the bands, the levels. None where nothing is decided.
    ranks: Vec<RankView<'a>>,
    areas: Vec<AreaView<'a>>,
    groups: Vec<GroupView<'a>>,
    depends_on_group: bool,
    /// The ways to answer that occur, conditions among them.
    scales: BTreeSet<&'static str>,
    /// The effects of “không áp dụng” that occur.
    effects: BTreeSet<&'static str>,
    notice: &'a str,
    /// Sentences that every result carries besides; that there is a newer version is not among them.
    caveats: &'a [String],
    missing: &'a [String],
    ask: Option<&'a str>,
    sources: Vec<SourceView<'a>>,
    href: Option<String>,
    check_href: Option<String>,
    tally_href: Option<String>,
    /// The book of all versions.
    book_href: Option<String>,
    carry_href: Option<String>,
    json_href: Option<String>,
    sheet_href: Option<String>,
    schema_href: Option<String>,
    /// The version in use, where this one is older.
    newer: Option<VersionView<'a>>,
    /// The other versions of the set, the current one first.
    versions: Vec<VersionView<'a>>,
    /// What this version changed against the one before it.
    changes: Vec<Change>,
    /// That version.
    changed_from: Option<&'a str>,
    conditions: Vec<ItemView<'a>>,
    pub(super) criteria: Vec<CriterionView<'a>>,
    /// Indicators and targets, without conditions.
    count: usize,
    /// How long answering them takes.
    minutes: usize,
    /// Some of them are asked only of some groups.
    asks_by_group: bool,
}

#[derive(Debug, Serialize)]
struct RecognitionView {
    /// Months until the next level may be asked for.
    raise_after: Option<u32>,
    /// Whole years after the one of the decision.
    kept_years: u32,
}

#[derive(Debug, Serialize)]
struct BasisView<'a> {
    number: Option<&'a str>,
    issuer: &'a str,
    issued: Option<String>,
    note: Option<&'a str>,
}

/// A number as people read it, and in words.
#[derive(Debug, Serialize)]
struct NumberView {
    /// With a decimal comma.
    number: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct RankView<'a> {
    /// The verdict where it is the highest that is reached.
    id: &'a str,
    /// Nothing where there is only one: then it is “đạt”.
    title: Option<&'a str>,
    total: NumberView,
    /// Bands: the total of the next one.
    below: Option<NumberView>,
}

#[derive(Debug, Serialize)]
struct AreaView<'a> {
    id: &'a str,
    title: &'a str,
    /// Nothing where targets have thresholds for it.
    total: Option<NumberView>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct GroupView<'a> {
    id: &'a str,
    title: &'a str,
    max: Option<NumberView>,
    total: Option<NumberView>,
    floor: Option<NumberView>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct VersionView<'a> {
    version: &'a str,
    state: State,
    number: Option<&'a str>,
    href: Option<String>,
    check_href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CriterionView<'a> {
    pub(super) id: &'a str,
    number: usize,
    title: &'a str,
    description: &'a str,
    href: Option<String>,
    /// The sum of its maxima, where that is one number for everyone.
    max: Option<NumberView>,
    /// Where all its titles come from, if from one place.
    wording: Option<Wording>,
    items: Vec<ItemView<'a>>,
}

/// An indicator, a target or a condition.
#[derive(Debug, Serialize)]
struct ItemView<'a> {
    id: &'a str,
    /// Through all criteria; conditions go on.
    number: usize,
    title: &'a str,
    question: &'a str,
    /// Nothing for a condition.
    wording: Option<Wording>,
    /// `whole`, `typed`, `options`, `count`, `yes-no`, `excludes`, `percent`, `number`, `standard` or `pair`.
    scale: &'static str,
    is_target: bool,
    /// The most points.
    max: Option<NumberView>,
    /// `whole`: every answer.
    points: Vec<u64>,
    /// Those of them that the guide has no words for.
    between: Vec<u64>,
    /// `options`, `standard`: every answer; `count`: from how many on, how many points.
    steps: Vec<StepView<'a>>,
    /// `typed`: the smallest difference between two answers.
    step: Option<NumberView>,
    unit: Option<&'a str>,
    /// `pair`: the two figures.
    parts: Vec<PartView<'a>>,
    /// What it takes; nothing where nothing is decided.
    needs: Vec<NeedView<'a>>,
    na: Option<NotApplicable>,
    /// Only asked of these groups; of all where there are none.
    groups: Vec<GroupLink<'a>>,
    by_group: Vec<ForView<'a>>,
    /// Areas with thresholds of their own.
    by_area: Vec<AreaNeeds<'a>>,
    /// The ids of the groups with a title, a question, thresholds of their own.
    own_titles: Vec<&'a str>,
    own_questions: Vec<&'a str>,
    own_needs: Vec<&'a str>,
    /// The set of which it is the share of those who achieved.
    figure: Option<FigureView>,
    guide: Vec<StepView<'a>>,
    evidence: &'a [String],
    learn: Vec<Link>,
    note: Option<&'a str>,
    explanation: Cow<'a, str>,
    href: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroupLink<'a> {
    id: &'a str,
    title: &'a str,
}

/// So many, and what they mean.
#[derive(Debug, Serialize)]
struct StepView<'a> {
    /// As the form sends it, with a decimal point.
    value: String,
    /// As people read it.
    number: String,
    /// What it brings, where that is something else.
    points: String,
    text: &'a str,
}

/// The set that yields a figure: a link, and its id.
#[derive(Debug, Serialize)]
struct FigureView {
    #[serde(flatten)]
    link: Link,
    set: String,
}

/// One figure of a target that asks for two.
#[derive(Debug, Serialize)]
struct PartView<'a> {
    /// 1 or 2.
    number: usize,
    title: &'a str,
    /// `percent` or `number`.
    scale: &'static str,
    unit: Option<&'a str>,
    figure: Option<FigureView>,
}

/// The thresholds of an area.
#[derive(Debug, Serialize)]
struct AreaNeeds<'a> {
    area: &'a str,
    area_title: &'a str,
    needs: Vec<NeedView<'a>>,
}

/// What differs for a group.
#[derive(Debug, Serialize)]
struct ForView<'a> {
    group: &'a str,
    group_title: &'a str,
    title: Option<&'a str>,
    question: Option<&'a str>,
    needs: Vec<NeedView<'a>>,
}

/// What a level asks of an item.
#[derive(Debug, Serialize)]
struct NeedView<'a> {
    /// Its name; nothing where all levels ask the same.
    level: Option<&'a str>,
    /// The threshold; for yes and no that is 1. Of a standard the name of the step; of two figures the first, with its unit.
    from: NumberView,
    /// The second of two figures, with its unit.
    second: Option<String>,
}

/// Makes the views of one set for one page.
pub(super) struct SetViews<'a> {
    pub(super) sets: &'a [CriteriaSet<'a>],
    pub(super) bodies: &'a Bodies<'a>,
    pub(super) links: &'a Links<'a>,
}

impl<'a> SetViews<'a> {
    #[expect(clippy::too_many_lines, reason = "one field after another")]
    pub(super) fn view(&self, set: &'a CriteriaSet<'a>) -> SetView<'a> {
        let (document, rubric) = (&set.document, &set.rubric);
        let pass = document.pass.as_ref();
        let mut number = 0;
        let mut criteria = Vec::new();
        for ((criterion, rule), page) in document.criteria.iter().zip(&rubric.criteria).zip(&set.criteria) {
            let href = self.links.to(page);
            let body = self.bodies.get(page.content_path());
            let items = criterion.items.iter().zip(&rule.items).map(|(item, rule)| {
                number += 1;
                let explanation = body.and_then(|body| body.explanations.get(&item.id.value));
                let explanation = explanation.map_or("".into(), |text| self.written(page, text));
                self.item(set, item, rule, number, explanation, page)
            });
            let items: Vec<ItemView<'a>> = items.collect();
            let is_for_all = criterion.items.iter().all(|item| item.groups.is_empty());
            let sum: Decimal = rule.items.iter().map(|item| item.max).sum();
            let max =
                criterion.max.map(shown).or_else(|| (is_for_all && sum > Decimal::ZERO).then(|| number_view(sum)));
            let wording = items.first().and_then(|item| item.wording);
            criteria.push(CriterionView {
                id: &criterion.id,
                number: criteria.len() + 1,
                title: &criterion.title,
                description: &criterion.description,
                href,
                max,
                wording: wording.filter(|first| items.iter().all(|item| item.wording == Some(*first))),
                items,
            });
        }
        let count = number;
        let conditions = document.conditions.iter().zip(&rubric.conditions).zip(count + 1..);
        let decides = document.gives_verdicts();
        let items = rubric.items();
        let effects = items.iter().filter_map(|item| item.na).map(rubric::NotApplicable::as_str).collect();
        // The notice stands by itself, and so does the sentence on a newer version.
        let before_caveats = 1 + usize::from(set.newer.is_some());
        let before = self.versions(set).skip_while(|other| !std::ptr::eq(*other, set)).nth(1);
        let page = in_its_language(set.page, self.links);
        SetView {
            id: &document.set,
            version: &document.version,
            title: &page.title,
            description: &page.description,
            counts: rubric.kind.as_str(),
            kind: document.kind,
            state: document.state,
            verified: document.verified,
            decides,
            reason: document.reason.as_deref(),
            recognition: document.recognition.as_ref().map(|recognition| RecognitionView {
                raise_after: recognition.raise_after,
                kept_years: recognition.kept_years,
            }),
            dossier: document.dossier.as_ref(),
            dossier_href: self.links.href(&address::dossier(set)).filter(|_| set.has_dossier()),
            effective: document.effective.as_deref().and_then(Issued::from_iso).map(Issued::vietnamese),
            basis: BasisView {
                number: document.basis.number.as_deref(),
                issuer: &document.basis.issuer,
                issued: document.basis.issued.as_deref().and_then(Issued::from_iso).map(Issued::vietnamese),
                note: document.basis.note.as_deref(),
            },
            max: pass.map(|pass| shown(pass.max)),
            floor: pass.and_then(|pass| pass.floor).map(shown),
            ranks: (0..rubric.ranks.len()).filter(|_| decides).map(|place| rank_view(set, place)).collect(),
            areas: document.areas().map(area_view).collect(),
            groups: document.groups.iter().map(group_view).collect(),
            depends_on_group: rubric.depends_on_group(),
            scales: document
                .items()
                .zip(&items)
                .map(|(item, rule)| scale_name(&item.scale, rule))
                .chain(rubric.conditions.iter().map(|rule| rule.scale.as_str()))
                .collect(),
            effects,
            notice: rubric.caveats.first().map_or("", String::as_str),
            caveats: rubric.caveats.get(before_caveats..).unwrap_or_default(),
            missing: &document.missing,
            ask: document.ask.as_deref(),
            sources: document.sources.iter().map(source_view).collect(),
            href: self.links.to(set.page),
            check_href: self.check_href(set),
            tally_href: Some(address::tally(set))
                .filter(|_| set.is_current && set.has_check())
                .and_then(|to| self.links.href(&to)),
            book_href: self
                .links
                .href(&address::book(set))
                .filter(|_| self.versions(set).next().is_some_and(CriteriaSet::has_check)),
            carry_href: self.links.href(&address::single_file(set)).filter(|_| set.has_check()),
            json_href: self.links.href(&address::json(set)),
            sheet_href: self.links.href(&address::sheet(set)),
            schema_href: self.links.href(&address::schema()),
            newer: self.versions(set).find(|_| set.newer.is_some()).map(|newer| self.version(newer)),
            versions: self
                .versions(set)
                .filter(|other| !std::ptr::eq(*other, set))
                .map(|other| self.version(other))
                .collect(),
            changes: before.map_or_else(Vec::new, |before| changes(&before.document, document)),
            changed_from: before.map(|before| before.document.version.as_str()),
            conditions: conditions
                .map(|((condition, rule), number)| condition_view(set, condition, rule, number))
                .collect(),
            asks_by_group: document.items().any(|item| !item.groups.is_empty()),
            criteria,
            count,
            minutes: minutes(count),
        }
    }

    /// All versions of a set, the current one first, then the newest.
    fn versions(&self, set: &CriteriaSet<'_>) -> impl Iterator<Item = &'a CriteriaSet<'a>> {
        let id = set.document.set.clone();
        self.sets.iter().filter(move |other| other.document.set == id)
    }

    fn version(&self, set: &'a CriteriaSet<'a>) -> VersionView<'a> {
        VersionView {
            version: &set.document.version,
            state: set.document.state,
            number: set.document.basis.number.as_deref(),
            href: self.links.to(set.page),
            check_href: self.check_href(set),
        }
    }

    fn check_href(&self, set: &CriteriaSet<'_>) -> Option<String> {
        self.links.to_check(&address::check(set)).filter(|_| set.has_check())
    }

    fn item(
        &self,
        set: &'a CriteriaSet<'a>,
        item: &'a Item,
        rule: &'a rubric::Item,
        number: usize,
        explanation: Cow<'a, str>,
        page: &Page,
    ) -> ItemView<'a> {
        let group = |id: &'a Located<String>| {
            let known = set.document.groups.iter().find(|group| group.id == *id);
            GroupLink { id, title: known.map_or(id.as_str(), |group| &group.title) }
        };
        let steps = match &item.scale {
            Scale::Options { options } => {
                options.iter().map(|option| step(option.points, option.points, &option.text)).collect()
            }
            Scale::Count { steps, .. } => steps.iter().map(|part| step(part.from, part.points, "")).collect(),
            Scale::Standard { steps, .. } => {
                let step = |(place, text)| step(Number(Decimal::whole(place)), Number(Decimal::ZERO), text);
                (0..).zip(steps.iter().map(String::as_str)).map(step).collect()
            }
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Pair { .. } => Vec::new(),
        };
        let by_area = item.own.iter().filter_map(|own| {
            let area = own.area.as_ref()?;
            let known = set.document.areas.iter().find(|known| known.id == *area)?;
            let needs = rule.by_area.iter().find(|needs| needs.area == area.value)?;
            let needs = self::needs(set, &item.scale, &needs.needs);
            Some(AreaNeeds { area, area_title: &known.title, needs })
        });
        let points: Vec<u64> =
            if let Scale::Whole { max } = &item.scale { (0..=max.0.floor()).collect() } else { Vec::new() };
        let is_guided = |point| item.guide.is_empty() || item.guide.iter().any(|guide| guide.points.0.floor() == point);
        ItemView {
            id: &item.id,
            number,
            title: &item.title,
            question: &item.question,
            wording: Some(item.wording),
            scale: scale_name(&item.scale, rule),
            is_target: item.scale.max().is_none(),
            max: item.scale.max().map(shown),
            between: points.iter().copied().filter(|point| !is_guided(*point)).collect(),
            points,
            steps,
            step: if let Scale::Typed { step, .. } = &item.scale { Some(shown(*step)) } else { None },
            unit: item.scale.unit(),
            parts: (1..).zip(item.scale.parts()).map(|(number, part)| self.part(number, part)).collect(),
            needs: needs(set, &item.scale, &rule.needs),
            na: item.na.map(|na| na.value),
            groups: item.groups.iter().map(group).collect(),
            by_group: of_groups(item).map(|(id, own)| for_view(set, item, own, rule, &group(id))).collect(),
            by_area: by_area.collect(),
            own_titles: ids(item, |own| own.title.is_some()),
            own_questions: ids(item, |own| own.question.is_some()),
            own_needs: ids(item, |own| !own.thresholds.is_empty() || !own.parts.is_empty() || !own.levels.is_empty()),
            figure: item.figure.as_deref().and_then(|id| self.figure(id)),
            guide: item.guide.iter().map(|guide| step(guide.points, guide.points, &guide.text)).collect(),
            evidence: &item.evidence,
            learn: item.learn.iter().filter_map(|learn| link_of(learn, self.links)).collect(),
            note: item.note.as_deref(),
            explanation,
            href: self.links.href_to(self.links.place_of(page), Some(&item.id)),
        }
    }

    /// A text of a page, as it stands where the links lead from.
    fn written(&self, page: &Page, text: &'a Text) -> Cow<'a, str> {
        match &self.links.form {
            Form::Chapter(_) => text.on(self.links).into(),
            // Nobody translated it, so it stands at another address than it was written for.
            Form::Relative { from, .. } if self.links.language.is_some() && *from != page.permalink => {
                text.on(self.links).into()
            }
            _ => text.html().into(),
        }
    }

    fn part(&self, number: usize, part: &'a TargetPart) -> PartView<'a> {
        let figure = part.figure.as_deref().and_then(|id| self.figure(id));
        PartView { number, title: &part.title, scale: part.scale.threshold_key(), unit: part.scale.unit(), figure }
    }

    /// The set that yields a figure.
    fn figure(&self, id: &str) -> Option<FigureView> {
        let set = self.sets.iter().find(|set| set.is_current && set.document.set == id)?;
        Some(FigureView { link: link_to(set.page, self.links), set: id.to_owned() })
    }
}

fn shown(number: impl Into<Number>) -> NumberView {
    number_view(number.into().0)
}

fn number_view(number: Decimal) -> NumberView {
    NumberView { number: number.vietnamese(), words: number_in_words(number) }
}

/// A minute and a half a question, in steps of five.
fn minutes(questions: usize) -> usize {
    (questions * 3).div_ceil(10) * 5
}

/// A name as it stands in the middle of a sentence.
fn in_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What each level asks, from the first that does; one line where all ask the same.
fn needs<'a>(set: &'a CriteriaSet<'a>, scale: &Scale, needs: &[Option<Decimal>]) -> Vec<NeedView<'a>> {
    if set.document.verified == Verified::None {
        return Vec::new();
    }
    let figures = if matches!(scale, Scale::Pair { .. }) { 2 } else { 1 };
    let ranks: Vec<&[Option<Decimal>]> = needs.chunks(figures).collect();
    let view = |level, rank: &[Option<Decimal>]| {
        let from = number_view(rank.first().copied().flatten()?);
        Some(match scale {
            Scale::Standard { steps, .. } => {
                let step = rank[0].and_then(|place| usize::try_from(place.floor()).ok());
                let name = in_a_sentence(step.and_then(|step| steps.get(step)).map_or("", String::as_str));
                NeedView { level, from: NumberView { words: name.clone(), number: name }, second: None }
            }
            Scale::Pair { parts } => {
                let with_unit = |place: usize, number: String| match parts.get(place).map(|part| &part.scale) {
                    Some(Scale::Number { unit: Some(unit), .. }) => format!("{number} {unit}"),
                    Some(Scale::Number { .. }) => number,
                    _ => format!("{number}%"),
                };
                let second = rank.get(1).copied().flatten().map(|second| with_unit(1, second.vietnamese()));
                NeedView { level, from: NumberView { number: with_unit(0, from.number), ..from }, second }
            }
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::Options { .. }
            | Scale::Count { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. } => NeedView { level, from, second: None },
        })
    };
    match ranks.first() {
        Some(first) if first[0].is_some() && ranks.iter().all(|rank| rank == first) => {
            view(None, first).into_iter().collect()
        }
        _ => ranks.iter().enumerate().filter_map(|(place, rank)| view(rank_title(set, place), rank)).collect(),
    }
}

/// How the form asks for it: what decides alike may be asked differently.
fn scale_name(scale: &Scale, rule: &rubric::Item) -> &'static str {
    match scale {
        Scale::Standard { .. } => "standard",
        Scale::Pair { .. } => "pair",
        Scale::Whole { .. }
        | Scale::Typed { .. }
        | Scale::Options { .. }
        | Scale::Count { .. }
        | Scale::YesNo
        | Scale::Percent { .. }
        | Scale::Number { .. } => rule.scale.as_str(),
    }
}

/// What differs for groups.
fn of_groups(item: &Item) -> impl Iterator<Item = (&Located<String>, &Own)> {
    item.own.iter().filter_map(|own| Some((own.group.as_ref()?, own)))
}

/// The ids of the groups for which something holds.
fn ids(item: &Item, holds: impl Fn(&Own) -> bool) -> Vec<&str> {
    of_groups(item).filter(|(_, own)| holds(own)).map(|(id, _)| id.as_str()).collect()
}

/// The name of a band or a level; nothing where there is only one.
pub(crate) fn rank_title<'a>(set: &'a CriteriaSet<'a>, place: usize) -> Option<&'a str> {
    let band = set.document.pass.as_ref().and_then(|pass| pass.bands.get(place)).map(|band| band.title.as_str());
    let level =
        set.document.levels.get(place).filter(|_| set.document.levels.len() > 1).map(|level| level.title.as_str());
    band.or(level)
}

fn step(from: Number, points: Number, text: &str) -> StepView<'_> {
    StepView { value: from.0.text(), number: from.0.vietnamese(), points: points.0.vietnamese(), text }
}

fn rank_view<'a>(set: &'a CriteriaSet<'a>, place: usize) -> RankView<'a> {
    let ranks = &set.rubric.ranks;
    RankView {
        id: &ranks[place].id,
        title: rank_title(set, place),
        total: number_view(ranks[place].total),
        below: ranks.get(place + 1).map(|next| number_view(next.total)),
    }
}

fn area_view(area: AnyArea<'_>) -> AreaView<'_> {
    AreaView { id: area.id, title: area.title, total: area.total.map(shown), note: area.note }
}

fn group_view(group: &Group) -> GroupView<'_> {
    GroupView {
        id: &group.id,
        title: &group.title,
        max: group.max.map(shown),
        total: group.total.map(shown),
        floor: group.floor.map(shown),
        note: group.note.as_deref(),
    }
}

fn for_view<'a>(
    set: &'a CriteriaSet<'a>,
    item: &Item,
    own: &'a Own,
    rule: &'a rubric::Item,
    group: &GroupLink<'a>,
) -> ForView<'a> {
    let own_needs = rule.by_group.iter().find(|needs| needs.group == group.id);
    ForView {
        group: group.id,
        group_title: group.title,
        title: own.title.as_deref(),
        question: own.question.as_deref(),
        needs: own_needs.map_or_else(Vec::new, |own| needs(set, &item.scale, &own.needs)),
    }
}

fn condition_view<'a>(
    set: &'a CriteriaSet<'a>,
    condition: &'a Condition,
    rule: &'a rubric::Item,
    number: usize,
) -> ItemView<'a> {
    ItemView {
        id: &condition.id,
        number,
        title: &condition.title,
        question: &condition.question,
        wording: None,
        scale: rule.scale.as_str(),
        is_target: true,
        max: None,
        points: Vec::new(),
        between: Vec::new(),
        steps: Vec::new(),
        step: None,
        unit: condition.unit.as_deref(),
        parts: Vec::new(),
        needs: needs(set, &Scale::YesNo, &rule.needs),
        na: None,
        groups: Vec::new(),
        by_group: Vec::new(),
        by_area: Vec::new(),
        own_titles: Vec::new(),
        own_questions: Vec::new(),
        own_needs: Vec::new(),
        figure: None,
        guide: Vec::new(),
        evidence: &[],
        learn: Vec::new(),
        note: condition.note.as_deref(),
        explanation: "".into(),
        href: None,
    }
}

fn source_view(source: &Source) -> SourceView<'_> {
    SourceView {
        publisher: &source.publisher,
        date: source.date.as_deref(),
        title: source.title.as_deref(),
        url: source.url.as_deref(),
        note: source.note.as_deref(),
    }
}

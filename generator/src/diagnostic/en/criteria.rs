//! What is said in English of the numbers and names of a set of criteria.

use crate::diagnostic::{CriteriaProblem, similar};
use wasm_check::rubric::Kind;

/// The message and the hint.
#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &CriteriaProblem) -> (String, String) {
    match problem {
        CriteriaProblem::WrongKind { what, kind } => {
            let (kind, own) = match kind {
                Kind::Points => ("points", "[criteria.pass] and [[indicator]]"),
                Kind::Targets => ("targets", "[[criteria.level]] and [[target]]"),
            };
            (
                format!("{what} has no place in a set of {kind} (kind = \"{kind}\")"),
                format!("such a set has {own}; or correct kind in _index.md"),
            )
        }
        CriteriaProblem::NoLevels => (
            "a set of targets needs its levels".into(),
            "add one or two tables [[criteria.level]] with a title, the lower first".into(),
        ),
        CriteriaProblem::TooManyLevels { levels } => (
            format!("the set has {levels} levels; one or two are possible"),
            "compare with the text: drop a [[criteria.level]]".into(),
        ),
        CriteriaProblem::LevelOutOfRange { level, levels } => (
            format!("there is no level {level}: the set has {levels}"),
            if *levels == 1 {
                "the set has no levels to tell apart: drop the line level".into()
            } else {
                format!("level is a number from 1 to {levels}, counted from the lowest; drop it to ask at every level")
            },
        ),
        CriteriaProblem::EffectiveBeforeIssued { effective, issued } => (
            format!("in effect on {effective}, but issued {issued}"),
            "compare with the text: a text takes effect after it was issued".into(),
        ),
        CriteriaProblem::DuplicateVersion { id, version, first } => (
            format!("the set “{id}” has its version “{version}” at {first} already"),
            "one folder a version: change version, or id where it is another set".into(),
        ),
        CriteriaProblem::TwoInForce { id, first } => (
            format!("two versions of the set “{id}” are in force; the other is at {first}"),
            "make the state of the older one \"historical\"".into(),
        ),
        CriteriaProblem::CriteriaOfItself { version } => (
            format!("the version “{version}” cannot take its criteria from itself"),
            "name another version of the set, or drop criteria-of".into(),
        ),
        CriteriaProblem::CriteriaOfBorrower { version, lender } => (
            format!("the version “{version}” takes its criteria from elsewhere itself"),
            format!("name the version that has the files: criteria-of = \"{lender}\""),
        ),
        CriteriaProblem::CriteriaTwice { version } => (
            format!("the criteria come from version “{version}”, yet there are criterion files beside _index.md"),
            "drop criteria-of, or the criterion files of this folder".into(),
        ),
        CriteriaProblem::BandOrder { total, below } => (
            format!("this band begins at {total}, not above the one before it ({below})"),
            "order bands from the lowest to the highest, each with a total of its own".into(),
        ),
        CriteriaProblem::AboveNextBand { total, next, title } => (
            format!("total = {total} is above {next}, where the next band “{title}” begins"),
            format!("compare with the text: this takes the place of the lowest band, {next} at most"),
        ),
        CriteriaProblem::SumMismatch { stated, sum, group } => (
            format!("max = {stated} is stated, but the indicators{} add up to {sum}", of_group(group.as_deref())),
            "compare with the text: correct max here, or the max of the indicator that was mistyped".into(),
        ),
        CriteriaProblem::SumAbove { stated, sum, group } => (
            format!("max = {stated} is stated, but the known indicators{} make {sum} already", of_group(group.as_deref())),
            "compare with the text: correct max here, or the max of the indicator that was mistyped".into(),
        ),
        CriteriaProblem::AboveMax { key, value, max, group } => (
            format!(
                "{key} = {value} is more than all points{} together, {max}: nobody can reach it",
                of_group(group.as_deref())
            ),
            format!("compare with the text: {key} may be {max} at most"),
        ),
        CriteriaProblem::FloorAboveMax { floor, indicator, max } => (
            format!("floor = {floor} is more than the maximum {max} of “{indicator}”: nobody can reach it"),
            "compare with the text: lower the floor, or correct the indicator's max".into(),
        ),
        CriteriaProblem::TooManyPoints { sum, most } => (
            format!("the set has {sum} points, more than the {most} that can be scored"),
            "compare with the text: a digit too many?".into(),
        ),
        CriteriaProblem::TooFine { unit, sum, most } => (
            format!("points as fine as {unit} of {sum} are more than {most} steps: the way up takes too long to find"),
            "use fewer decimals, such as steps of 0.5".into(),
        ),
        CriteriaProblem::NothingAsked { group } => (
            format!("the set has nothing to ask{}", of_group(group.as_deref())),
            "add indicators for this group, or drop the group".into(),
        ),
        CriteriaProblem::LevelWithoutTarget { level, group } => (
            format!("level {level} has no target{}: everybody reaches it", of_group(group.as_deref())),
            "add a target for this level, or lower the level of one".into(),
        ),
        CriteriaProblem::AllLeftOut { group } => (
            format!("all indicators{} may be left out: nothing would remain to score", of_group(group.as_deref())),
            "na = \"left-out\" is for a part of them; drop na elsewhere, or use na = \"full\"".into(),
        ),
        CriteriaProblem::NoIndicators => (
            "the criterion has no indicator".into(),
            "add at least one [[indicator]] with id, title, question, wording, max; in a set of targets a [[target]]"
                .into(),
        ),
        CriteriaProblem::StillUnchecked => (
            "the page still says “Nhập từ một bảng, chưa đối chiếu với văn bản.”, but verified says that it was compared".into(),
            "write the description and the first lines anew; where names are those of the text, set wording to \"official\"".into(),
        ),
        CriteriaProblem::NoCriteria => (
            "the set has no criterion".into(),
            "add criterion files beside _index.md, such as 01-tu-hoc.md; where the table is not known, verified = \"none\""
                .into(),
        ),
        CriteriaProblem::BadMax { indicator, max, whole: true, most } => (
            format!("the maximum of “{indicator}” cannot be {max}"),
            format!("max is a whole number from 1 to {most}; for fractions or more, add options, count or step"),
        ),
        CriteriaProblem::BadMax { indicator, max, whole: false, most } => {
            (format!("the maximum of “{indicator}” cannot be {max}"), format!("max is a number over 0, {most} at most"))
        }
        CriteriaProblem::MaxOfSome { indicator } => (
            format!("the indicator “{indicator}” has no max, while others of the set have one"),
            "give every indicator its max, or none, to ask for yes or no".into(),
        ),
        CriteriaProblem::GuideOutOfOrder { points, max } => (
            format!("the guide's {points} points stand in the wrong place"),
            format!("guides rise from 0 to {max}, each number once"),
        ),
        CriteriaProblem::GuideWithoutButtons { key } => (
            format!("guide does not go with {key}"),
            "guide is for points chosen from 0 to max; with options the words stand in each option".into(),
        ),
        CriteriaProblem::OptionsOutOfOrder { points } => (
            format!("the option of {points} points stands in the wrong place"),
            "options rise from the fewest points to the most, each number once".into(),
        ),
        CriteriaProblem::FewOptions => (
            "there must be two options at least".into(),
            "for example: options = [[0, \"Chưa có\"], [10, \"Có đủ\"]]".into(),
        ),
        CriteriaProblem::CountsOutOfOrder { from, points } => (
            format!("the step [{from}, {points}] stands in the wrong place"),
            "counts and points rise together, such as count = [[1, 2], [3, 5], [5, 10]]".into(),
        ),
        CriteriaProblem::CountFrom { from } => {
            (format!("a step cannot begin at {from}"), "a count is a whole number, 1 or more".into())
        }
        CriteriaProblem::LastIsNotMax { key, last, max } => (
            format!("the most that {key} brings is {last}, but max = {max}"),
            "compare with the text: the last one brings max".into(),
        ),
        CriteriaProblem::StepDoesNotDivide { step, max } => (
            format!("in steps of {step}, max = {max} cannot be typed"),
            "compare with the text: correct step or max".into(),
        ),
        CriteriaProblem::BadThreshold { key: "percent", value } => {
            (format!("a threshold cannot be {value} percent"), "thresholds are over 0, 100 at most".into())
        }
        CriteriaProblem::BadThreshold { key: "total", value } => (
            format!("total cannot be {value}: everybody would reach it"),
            "compare with the text: the points to reach are over 0".into(),
        ),
        CriteriaProblem::BadThreshold { key, value } => (
            format!("{key} cannot be {value}"),
            "a threshold is over 0; drop the line to ask for yes or no".into(),
        ),
        CriteriaProblem::ThresholdCount { key, given, levels } => (
            format!("{key} has {given} thresholds, the set has {levels} levels"),
            format!(
                "write one number for all levels{}",
                if *levels > 1 { ", or one for each: [90, 95]" } else { "" }
            ),
        ),
        CriteriaProblem::ThresholdFromLevel { key, level } => (
            format!("the target is asked from level {level} on, yet {key} has a threshold for a lower one"),
            format!("write one number, the threshold of level {level}; drop level to ask at every level"),
        ),
        CriteriaProblem::ThresholdsFall { key, higher, lower } => (
            format!("{key} of the higher level is {higher}, less than the lower one's {lower}"),
            "compare with the text: a higher level cannot ask for less".into(),
        ),
        CriteriaProblem::BadLevels => (
            "levels must be different levels, the lowest first".into(),
            "for example levels = [1]; leave it out where every level asks for it".into(),
        ),
        CriteriaProblem::ThresholdOfLevels { key } => (
            format!("the target is asked at some levels only, but {key} has a threshold for each level of the set"),
            "give one number, or leave out levels".into(),
        ),
        CriteriaProblem::PartCount { given } => (
            format!("a target that asks for two figures has exactly two tables [[target.part]], this one has {given}"),
            "one table [[target.part]] for each figure, in the order of the text; for one figure, put percent below [[target]]"
                .into(),
        ),
        CriteriaProblem::PartLists { given, parts } => (
            format!("parts has {given} lists, but the target asks for {parts} figures"),
            "one list for each figure, for example parts = [[40, 50], [10, 12]]".into(),
        ),
        CriteriaProblem::FewSteps => (
            "steps needs at least two steps, the first of them for nothing".into(),
            "for example: steps = [\"Not yet\", \"Level 1\", \"Level 2\"]".into(),
        ),
        CriteriaProblem::BadStep { value, most } => (
            format!("there is no step {value}: steps has the steps 0 to {most}"),
            "standard gives the place of a step; the first of steps is 0".into(),
        ),
        CriteriaProblem::BadSpan { key, value, most } => {
            (format!("{key} cannot be {value}"), format!("give a whole number from 1 to {most}"))
        }
        CriteriaProblem::BadDay { key, value } => {
            (format!("{key} cannot be “{value}”"), "give a day and a month without a year, as in 28/2".into())
        }
        CriteriaProblem::UnknownArea { area, known } => {
            (format!("the set has no area “{area}”"), one_of(area, known, "add a [[criteria.area]] to _index.md"))
        }
        CriteriaProblem::RepeatedArea { area } => (format!("the area “{area}” stands twice"), "keep one of them".into()),
        CriteriaProblem::UnknownGroup { group, known } => {
            (format!("the set has no group “{group}”"), one_of(group, known, "add a [[criteria.group]] to _index.md"))
        }
        CriteriaProblem::GroupNotAsked { group, asked } => (
            format!("the group “{group}” is not asked this"),
            format!("groups has: {}; add the group there, or drop its own part", asked.join(", ")),
        ),
        CriteriaProblem::RepeatedGroup { group } => {
            (format!("the group “{group}” stands there twice"), "keep one of them".into())
        }
        CriteriaProblem::UnknownFigure { set, known } => {
            (format!("no other set has the id “{set}”"), one_of(set, known, "drop the line figure"))
        }
    }
}

/// Behind what is counted: of whom, where groups differ.
fn of_group(group: Option<&str>) -> String {
    group.map(|group| format!(" of the group “{group}”")).unwrap_or_default()
}

/// The word that was most likely meant, and all that there are.
fn one_of(word: &str, known: &[String], otherwise: &str) -> String {
    let all = known.join(", ");
    match similar(word, known.iter().map(String::as_str)) {
        _ if known.is_empty() => otherwise.to_owned(),
        Some(similar) => format!("did you mean “{similar}”? There are: {all}"),
        None => format!("there are: {all}; or {otherwise}"),
    }
}

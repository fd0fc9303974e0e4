//! A tally that was kept as JSON, read back: its counts and sums, held against the set and against each other.

use wasm_check::date::Date;
use wasm_check::decimal::Decimal;
use wasm_check::json::{self, Member, Node, Value};
use wasm_check::rubric::Rubric;
use wasm_check::tally::{ItemPart, LEFT_OUT, Part, Registered, Sum, Tally, tally};

/// The contract that is read.
const SCHEMA: &str = "hoctap-tally/2";

/// What stands in every tally, of whatever version of the contract.
const FAMILY: &str = "\"hoctap-tally/";

/// Why a text is no tally that can be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It begins as one, and is no JSON from there on.
    Cut,
    /// It is something else, or another version of the contract.
    Schema(Option<String>),
    /// It is of another set or version.
    OtherSet {
        /// The set.
        set: String,
        /// The version.
        version: String,
    },
    /// The value of that key is missing, or cannot be.
    Value(&'static str),
    /// The numbers under that key do not fit with the others.
    Sums(&'static str),
}

/// What is wrong, and where.
type Unread = (usize, Unfit);

/// Set and version of a kept tally, to find its rule by; nothing where it says none.
pub(super) fn set_of(text: &str) -> Option<String> {
    let node = json::parse(text).ok()?;
    let of = |key| node.value.get(key).and_then(Value::as_text);
    Some(format!("{}@{}", of("set")?, of("version")?))
}

/// Reads a tally of that set and version.
pub(super) fn read(text: &str, rubric: &Rubric) -> Result<Tally, Unread> {
    let node = json::parse(text)
        .map_err(|error| if text.contains(FAMILY) { (error.at, Unfit::Cut) } else { (0, Unfit::Schema(None)) })?;
    let schema = node.value.get("schema").and_then(Value::as_text);
    if schema != Some(SCHEMA) {
        let found = schema.map(str::to_owned);
        return Err((node.at, Unfit::Schema(found)));
    }
    let (set, version) = (name(&node, "set")?, name(&node, "version")?);
    if set != rubric.set || version != rubric.version {
        return Err((node.at, Unfit::OtherSet { set, version }));
    }
    let year = u16::try_from(number(&node, "year")?).map_err(|_| (place(&node, "year"), Unfit::Value("year")))?;
    let date = Date::parse(&name(&node, "date")?).ok_or((place(&node, "date"), Unfit::Value("date")))?;
    // All parts that the set has, with nothing in them.
    let mut kept = tally(rubric, &[], year, &Registered::default(), date);
    kept.place = optional_name(&node, "place")?;
    part(&node, &mut kept.all, &kept.verdicts)?;
    for (key, parts) in [("groups", &mut kept.groups), ("areas", &mut kept.areas)] {
        let given = list(&node, key)?;
        for part in parts.iter_mut() {
            let of_part = given.iter().find(|given| is_named(given, "id", part.id.as_deref()));
            self::part(of_part.ok_or((place(&node, key), Unfit::Value(key)))?, part, &kept.verdicts)?;
        }
        let assessed = parts.iter().fold(0_u64, |sum, part| sum + u64::from(part.assessed));
        if given.len() != parts.len() || assessed != u64::from(kept.all.assessed) {
            return Err((place(&node, key), Unfit::Sums(key)));
        }
    }
    pairs(&node, &mut kept)?;
    items(&node, &mut kept, rubric)?;
    let left_out = node.value.get("left_out");
    for (key, count) in LEFT_OUT.into_iter().zip(&mut kept.left_out) {
        let given = left_out.and_then(|counts| counts.get(key)).and_then(Value::as_whole);
        *count = given.ok_or((place(&node, "left_out"), Unfit::Value("left_out")))?;
    }
    for (key, count) in [("alike", &mut kept.alike), ("unlisted", &mut kept.unlisted), ("absent", &mut kept.absent)] {
        *count = number(&node, key)?;
    }
    Ok(kept)
}

fn pairs(node: &Node, kept: &mut Tally) -> Result<(), Unread> {
    let unfit = || (place(node, "pairs"), Unfit::Value("pairs"));
    // A pair that nobody is of is not written.
    for given in list(node, "pairs")? {
        let is_it = |pair: &&mut wasm_check::tally::Pair| {
            is_named(given, "group", pair.part.id.as_deref()) && is_named(given, "area", pair.area.as_deref())
        };
        let pair = kept.pairs.iter_mut().find(is_it).ok_or_else(unfit)?;
        part(given, &mut pair.part, &kept.verdicts)?;
    }
    let assessed = kept.pairs.iter().fold(0_u64, |sum, pair| sum + u64::from(pair.part.assessed));
    if !kept.pairs.is_empty() && assessed != u64::from(kept.all.assessed) {
        return Err((place(node, "pairs"), Unfit::Sums("pairs")));
    }
    Ok(())
}

fn items(node: &Node, kept: &mut Tally, rubric: &Rubric) -> Result<(), Unread> {
    let given = list(node, "items")?;
    let ids = rubric.items();
    kept.items.sort_by_key(|item| item.place);
    for (item, of_rubric) in kept.items.iter_mut().zip(&ids) {
        let of_item = given.iter().find(|given| is_named(given, "id", Some(&of_rubric.id)));
        let of_item = of_item.ok_or((place(node, "items"), Unfit::Value("items")))?;
        let mut sum = Sum::default();
        sum.add(decimal(of_item, "sum")?);
        let (asked, answered) = (number(of_item, "asked")?, number(of_item, "answered")?);
        let weak = number(of_item, "weak")?;
        *item = ItemPart { asked, answered, weak, sum, ..*item };
        let most = (of_rubric.max > Decimal::ZERO).then(|| of_rubric.max.millionths().saturating_mul(answered.into()));
        let is_too_much = most.is_some_and(|most| sum.number().millionths() > most);
        if weak > answered || answered > asked || asked > kept.all.assessed || is_too_much {
            return Err((of_item.at, Unfit::Sums("items")));
        }
    }
    if given.len() != ids.len() {
        return Err((place(node, "items"), Unfit::Sums("items")));
    }
    Ok(())
}

/// Reads the counts of a part.
fn part(node: &Node, part: &mut Part, verdicts: &[String]) -> Result<(), Unread> {
    part.registered = match member(node, "registered").map(|member| &member.node.value) {
        Some(Value::Null) | None => None,
        Some(_) => Some(number(node, "registered")?),
    };
    (part.assessed, part.achieved) = (number(node, "assessed")?, number(node, "achieved")?);
    let given = member(node, "verdicts").ok_or((node.at, Unfit::Value("verdicts")))?;
    for (verdict, count) in verdicts.iter().zip(&mut part.verdicts) {
        let found = given.node.value.get(verdict).and_then(Value::as_whole);
        *count = found.ok_or((given.at, Unfit::Value("verdicts")))?;
    }
    let all = part.verdicts.iter().fold(0_u64, |sum, count| sum + u64::from(*count));
    if all != u64::from(part.assessed) || part.achieved > part.assessed {
        return Err((given.at, Unfit::Sums("verdicts")));
    }
    Ok(())
}

fn member<'n>(node: &'n Node, key: &str) -> Option<&'n Member> {
    let Value::Object(members) = &node.value else { return None };
    members.iter().find(|member| member.key == key)
}

/// Where a key stands; where it is missing, what it is missing in.
fn place(node: &Node, key: &str) -> usize {
    member(node, key).map_or(node.at, |member| member.at)
}

fn is_named(node: &Node, key: &str, name: Option<&str>) -> bool {
    match (member(node, key).map(|member| &member.node.value), name) {
        (Some(Value::Text(text)), Some(name)) => text == name,
        (Some(Value::Null), None) => true,
        _ => false,
    }
}

fn list<'n>(node: &'n Node, key: &'static str) -> Result<&'n [Node], Unread> {
    match member(node, key).map(|member| &member.node.value) {
        Some(Value::List(items)) => Ok(items),
        _ => Err((place(node, key), Unfit::Value(key))),
    }
}

fn number(node: &Node, key: &'static str) -> Result<u32, Unread> {
    let value = node.value.get(key).and_then(Value::as_whole);
    value.ok_or((place(node, key), Unfit::Value(key)))
}

fn decimal(node: &Node, key: &'static str) -> Result<Decimal, Unread> {
    let value = node.value.get(key).and_then(Value::as_decimal);
    value.ok_or((place(node, key), Unfit::Value(key)))
}

fn name(node: &Node, key: &'static str) -> Result<String, Unread> {
    optional_name(node, key)?.ok_or((place(node, key), Unfit::Value(key)))
}

fn optional_name(node: &Node, key: &'static str) -> Result<Option<String>, Unread> {
    match member(node, key).map(|member| &member.node.value) {
        Some(Value::Text(text)) => Ok(Some(text.clone())),
        Some(Value::Null) => Ok(None),
        _ => Err((place(node, key), Unfit::Value(key))),
    }
}

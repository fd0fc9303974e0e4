//! How fast sheets are scored, and how that grows with the number of indicators: `make bench`.
//!
//! A plain program rather than a framework: it prints a rate and a growth, and asserts neither. What is measured is
//! what `hoctap score` does with a sheet: read its text, score it, write the result.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};
use wasm_check::date::Date;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Criterion, Item, Kind, Rank, Rubric, Scale, Step};
use wasm_check::score::score;
use wasm_check::sheet::Sheet;

const SHEETS: usize = 100_000;
const SIZES: [usize; 5] = [10, 20, 40, 80, 160];
/// Different sheets in one pass, and how long they are passed over.
const SAMPLE: usize = 200;
const ENOUGH: Duration = Duration::from_millis(400);

fn main() {
    rate();
    println!();
    println!("Growth: microseconds a sheet (nanoseconds an indicator, ratio to linear growth from {})", SIZES[0]);
    growth("points, sum 100 in halves", |count| points((0..count).map(|place| halves(place, count))));
    growth("points, 6 each, sum up to 960", |count| points((0..count).map(|_| whole(6))));
    growth("points, mixed scales, sum up to 960", |count| points((0..count).map(mixed)));
    growth("points, mixed scales, sum 100", |count| points((0..count).map(|place| mixed_of_100(place, count))));
    growth("targets, two levels", targets);
    println!();
    println!("The dearest set that is allowed: 1000 points in twentieths beside options");
    let set = points((0..100).map(|place| if place % 10 == 0 { options(10) } else { typed(10, 50_000) }));
    println!("  {:>9.1} µs a sheet", micros(measure(&set, 10)) / 10.0);
}

/// CDHT, as many sheets as a province has.
fn rate() {
    let set = Rubric { floor: Some(Decimal::whole(5)), ..points((0..10).map(|_| whole(10))) };
    let sheets = sheets(&set, SHEETS);
    let begin = Instant::now();
    let start = worked(begin);
    let mut bytes = 0;
    for sheet in &sheets {
        bytes += scored(&set, sheet);
    }
    let elapsed = worked(begin).saturating_sub(start);
    println!(
        "{SHEETS} sheets of 10 indicators: {:.2} s, {:.0} sheets a second, {:.0} MB of results",
        elapsed.as_secs_f64(),
        f64::from(u32::try_from(SHEETS).expect("small")) / elapsed.as_secs_f64(),
        f64::from(u32::try_from(bytes / 1_000_000).expect("small")),
    );
}

fn growth(name: &str, set: impl Fn(usize) -> Rubric) {
    println!("  {name}");
    let mut first = None;
    for size in SIZES {
        let per_sheet = micros(measure(&set(size), SAMPLE)) / f64::from(u32::try_from(SAMPLE).expect("small"));
        let per_indicator = per_sheet * 1000.0 / f64::from(u32::try_from(size).expect("small"));
        let ratio = per_indicator / *first.get_or_insert(per_indicator);
        println!("  {size:>6} indicators {per_sheet:>9.2} µs ({per_indicator:>6.0} ns, {ratio:.2})");
    }
}

/// What this thread has worked so far: other work of the machine is not counted where the system tells them apart.
fn worked(since: Instant) -> Duration {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let on_processor = schedule.split(' ').next().and_then(|nanos| nanos.parse().ok());
    on_processor.filter(|nanos| *nanos > 0).map_or_else(|| since.elapsed(), Duration::from_nanos)
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// The mean over as many passes as it takes to see through the clock's steps.
fn measure(set: &Rubric, count: usize) -> Duration {
    let sheets = sheets(set, count);
    let begin = Instant::now();
    let start = worked(begin);
    let mut passes = 0;
    while worked(begin).saturating_sub(start) < ENOUGH {
        for sheet in &sheets {
            black_box(scored(set, sheet));
        }
        passes += 1;
    }
    worked(begin).saturating_sub(start) / passes
}

/// Reads, scores and writes; the size of the result.
fn scored(set: &Rubric, sheet: &str) -> usize {
    let reading = Sheet::read(black_box(sheet), set, 2026);
    assert!(reading.problems.is_empty(), "a sound sheet");
    let today = Date::new(2026, 11, 21).expect("a day");
    score(set, &reading.sheet, today).to_json(set).len()
}

fn item(scale: Scale, max: Decimal) -> Item {
    let (id, step) = (String::new(), Decimal::ONE);
    let (by_group, by_area) = (vec![], vec![]);
    Item {
        id,
        scale,
        max,
        step,
        steps: vec![],
        second: None,
        needs: vec![],
        na: None,
        groups: vec![],
        by_group,
        by_area,
    }
}

fn whole(max: u32) -> Item {
    item(Scale::Whole, Decimal::whole(max))
}

fn typed(max: u32, step: u64) -> Item {
    Item { step: Decimal::from_millionths(step), ..item(Scale::Typed, Decimal::whole(max)) }
}

/// A half, so and so many, brings half of the points.
fn options(max: u32) -> Item {
    let steps = [0, max / 2, max].map(Decimal::whole).map(|points| Step { from: points, points });
    Item { steps: steps.into(), ..item(Scale::Options, Decimal::whole(max)) }
}

fn count(max: u32) -> Item {
    let steps = [(1, max / 3), (5, max)].map(|(from, points)| (Decimal::whole(from), Decimal::whole(points)));
    Item {
        steps: steps.into_iter().map(|(from, points)| Step { from, points }).collect(),
        ..item(Scale::Count, Decimal::whole(max))
    }
}

/// Its part of 100 points in halves.
fn halves(place: usize, count: usize) -> Item {
    let halves = 200 / count + usize::from(place < 200 % count);
    let half = Decimal::from_millionths(500_000);
    Item { step: half, ..item(Scale::Typed, Decimal::from_millionths(halves as u64 * half.millionths())) }
}

fn mixed(place: usize) -> Item {
    [whole(6), options(6), count(6), typed(6, 500_000)][place % 4].clone()
}

fn mixed_of_100(place: usize, count: usize) -> Item {
    let own = halves(place, count);
    if place.is_multiple_of(2) {
        return own;
    }
    let steps = [Decimal::ZERO, own.max].map(|points| Step { from: points, points });
    Item { scale: Scale::Options, steps: steps.into(), ..own }
}

/// Criteria of five, 80 of 100 to reach.
fn points(items: impl Iterator<Item = Item>) -> Rubric {
    let items: Vec<Item> = items.collect();
    let sum: Decimal = items.iter().map(|item| item.max).sum();
    let needed = Decimal::from_millionths(sum.millionths() / 5 * 4);
    set(Kind::Points, vec![Rank { id: "achieved".to_owned(), total: needed }], items)
}

fn targets(count: usize) -> Rubric {
    let target = |place: usize| {
        let (scale, needs) = if place.is_multiple_of(2) { (Scale::YesNo, [1, 1]) } else { (Scale::Percent, [40, 60]) };
        Item { needs: needs.map(|need| Some(Decimal::whole(need))).into(), ..item(scale, Decimal::ZERO) }
    };
    let ranks = ["level-1", "level-2"].map(|id| Rank { id: id.to_owned(), total: Decimal::ZERO });
    set(Kind::Targets, ranks.into(), (0..count).map(target).collect())
}

fn set(kind: Kind, ranks: Vec<Rank>, mut items: Vec<Item>) -> Rubric {
    for (place, item) in items.iter_mut().enumerate() {
        item.id = format!("chi-so-{place}");
    }
    let criterion =
        |(place, items): (usize, &[Item])| Criterion { id: format!("tieu-chi-{place}"), items: items.to_vec() };
    Rubric {
        set: "do".to_owned(),
        version: "1".to_owned(),
        decides: true,
        kind,
        ranks,
        floor: None,
        areas: Vec::new(),
        groups: Vec::new(),
        criteria: items.chunks(5).enumerate().map(criterion).collect(),
        conditions: Vec::new(),
        recognition: None,
        caveats: vec!["Kết quả tự kiểm tra, không thay cho quyết định công nhận.".to_owned()],
    }
}

/// Sheets that need a way up more often than not, the same ones at every run.
fn sheets(set: &Rubric, count: usize) -> Vec<String> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut sheets = Vec::with_capacity(count);
    for _ in 0..count {
        let mut text = format!(r#"{{"set":"{}","version":"{}","year":2026,"answers":{{"#, set.set, set.version);
        for (place, item) in set.items().into_iter().enumerate() {
            let answer = match item.scale {
                _ if random(20) == 0 => "\"unknown\"".to_owned(),
                Scale::Options => {
                    item.steps[usize::try_from(random(item.steps.len() as u64)).expect("few")].from.text()
                }
                Scale::YesNo => (random(8) > 0).to_string(),
                Scale::Whole | Scale::Typed => {
                    let step = item.step.millionths();
                    Decimal::from_millionths(random(item.max.millionths() / step + 1) * step).text()
                }
                _ => random(101).to_string(),
            };
            let comma = if place == 0 { "" } else { "," };
            write!(text, "{comma}\"{}\":{answer}", item.id).expect("text");
        }
        text.push_str("}}");
        sheets.push(text);
    }
    sheets
}

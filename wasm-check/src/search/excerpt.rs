//! What a passage really says of a question: what the index only guesses, and the lines that a reader is shown.

use super::card::{Card, Line};
use super::index::Place;
use super::query::Want;
use crate::vietnamese::{Syllable, syllables};

/// How many syllables are shown, and how many of them before the first that was asked for.
const SHOWN: usize = 30;
const BEFORE: usize = 6;

/// A passage, read.
#[derive(Debug, Clone)]
pub struct Read<'t> {
    /// Which syllables of the question stand right before the next one: a bit each.
    pub pairs: u32,
    /// Which of them exactly as typed.
    pub exact_pairs: u32,
    /// Where to land: the id of a heading, or nothing.
    pub id: &'t str,
    /// That heading.
    pub heading: &'t str,
    /// What to show.
    pub text: &'t str,
    /// Where in that text the syllables stand that were asked for: first byte, and the one after the last.
    pub found: Vec<(usize, usize)>,
    /// Whether the paragraph begins before the text.
    pub is_cut_before: bool,
    /// Whether it goes on after it.
    pub is_cut_after: bool,
}

/// A syllable of a line with what it is to the question: bits of the syllables it stands for, and for which exactly.
struct Token {
    syllable: Syllable,
    wanted: u32,
    exact: u32,
}

/// Reads a passage for a question.
pub fn read<'t>(card: &Card<'t>, wants: &[Want]) -> Read<'t> {
    let (mut pairs, mut exact_pairs) = (0, 0);
    let mut best: Option<(u32, Line<'t>)> = None;
    let mut best_text: Option<(u32, Line<'t>)> = None;
    for line in card.lines() {
        let tokens = tokens(line.text, wants);
        for pair in tokens.windows(2) {
            if let [one, next] = pair {
                pairs |= one.wanted & next.wanted >> 1;
                exact_pairs |= one.exact & next.exact >> 1;
            }
        }
        let weight = best_window(&tokens).0;
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, line));
        }
        if line.place == Place::Text && best_text.is_none_or(|(most, _)| weight > most) {
            best_text = Some((weight, line));
        }
    }
    // A heading that says more than any text is where to land, and what stands under it is shown.
    let heading = best.filter(|(weight, line)| {
        line.place == Place::Heading && best_text.is_none_or(|(in_text, _)| *weight > in_text)
    });
    let shown = match heading {
        Some((_, heading)) => card.lines().find(|line| line.place == Place::Text && line.id == heading.id),
        None => best_text.map(|(_, line)| line),
    };
    let target = match best {
        Some((weight, line)) if line.place == Place::Title && best_text.is_none_or(|(in_text, _)| weight > in_text) => {
            Some(line)
        }
        _ => heading.map(|(_, line)| line).or(shown),
    };
    let text = shown.map_or("", |line| line.text);
    let window = window(text, wants);
    Read {
        pairs,
        exact_pairs,
        id: target.map_or("", |line| line.id),
        heading: target.map_or("", |line| line.heading),
        text: text.get(window.start..window.end).unwrap_or_default(),
        is_cut_before: window.start > 0,
        is_cut_after: window.end < text.len(),
        found: window.found,
    }
}

/// A title or a heading with the syllables in it that were asked for.
pub fn marked(text: &str, wants: &[Want]) -> Vec<(usize, usize)> {
    places(&tokens(text, wants), 0)
}

fn tokens(text: &str, wants: &[Want]) -> Vec<Token> {
    syllables(text)
        .map(|syllable| {
            let (mut wanted, mut exact, mut bit) = (0, 0, 1);
            for want in wants {
                if want.takes(&syllable.fold) {
                    wanted |= bit;
                    if want.is_exactly(&syllable.fold, syllable.marks) {
                        exact |= bit;
                    }
                }
                bit <<= 1;
            }
            Token { syllable, wanted, exact }
        })
        .collect()
}

/// How much the best stretch of a line says, and where it begins.
fn best_window(tokens: &[Token]) -> (u32, usize) {
    let mut best = (0, 0);
    for start in 0..tokens.len() {
        let Some(stretch) = tokens.get(start..tokens.len().min(start + SHOWN - BEFORE)) else { break };
        if stretch.first().is_none_or(|token| token.wanted == 0) {
            continue;
        }
        let (mut wanted, mut exact, mut pairs, mut last) = (0_u32, 0_u32, 0_u32, 0_u32);
        for token in stretch {
            wanted |= token.wanted;
            exact |= token.exact;
            pairs |= last & token.wanted >> 1;
            last = token.wanted;
        }
        let weight = 4 * (wanted.count_ones() + pairs.count_ones()) + exact.count_ones();
        if weight > best.0 {
            best = (weight, start);
        }
    }
    best
}

struct Window {
    start: usize,
    end: usize,
    found: Vec<(usize, usize)>,
}

fn window(text: &str, wants: &[Want]) -> Window {
    let tokens = tokens(text, wants);
    let from = best_window(&tokens).1.saturating_sub(BEFORE);
    let until = tokens.len().min(from + SHOWN);
    let shown = tokens.get(from..until).unwrap_or_default();
    // At the ends of the paragraph, the signs that stand there belong to it.
    let start = if from == 0 { 0 } else { shown.first().map_or(0, |token| token.syllable.start) };
    let end = if until == tokens.len() { text.len() } else { shown.last().map_or(0, |token| token.syllable.end) };
    Window { start, end, found: places(shown, start) }
}

fn places(tokens: &[Token], from: usize) -> Vec<(usize, usize)> {
    let wanted = tokens.iter().filter(|token| token.wanted != 0);
    wanted.map(|token| (token.syllable.start - from, token.syllable.end - from)).collect()
}

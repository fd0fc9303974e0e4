//! A sheet as one short line, to read out, to type, or to show as a QR code: `HT1K-3F0Q-…`.
//!
//! # The form
//!
//! Letters and digits of Crockford's base 32 (no I, L, O, U), five bits each, in groups of four. Behind `HT`:
//!
//! | bits | what |
//! | --- | --- |
//! | 5 | this format: 1 |
//! | 20 | a fingerprint of the set: its id, its version, and how each item is answered |
//! | 7 | the year, counted from 2000 |
//! | as few as tell them apart | the group, the area; 0 is none |
//! | 0, or 1 to 24 | where the set says what follows from a recognition: 0, or 1, its level, the years from 2000 (7), month (4), day (5) |
//! | for each item | its answer, as below |
//! | 0 to 4 | nothing, so that letters are full |
//! | 15 | the checksum |
//!
//! Where an item has few answers, each has a number: blank, unknown, “không áp dụng” where it is allowed, then the answers in
//! ascending order. Else two bits say which of the four it is, and a number follows: three bits for its decimals, then its
//! digits as a whole number, four bits at a time, the lowest first, each with one bit that says that more follow. An item that
//! asks for two figures has two such answers, unless the first says of both that they are unknown or do not apply.
//!
//! **The checksum** makes the whole, read as one number to base 32, divisible by a prime just under 2¹⁵. One wrong letter
//! changes that number by less than 32 times a power of 32, and two that are swapped by less than 32 times a difference of
//! two such powers: the prime divides neither, up to the longest code that is read.
//!
//! Notes are not in it: they are the person's own, and would make it long.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::rubric::{Item, Rubric, Scale};
use crate::sheet::{Answer, Recognised, Sheet, YEARS};

/// Begins every code, so that one is known among other lines.
const BEGIN: &[u8] = b"HT";

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The only format there is.
const FORMAT: u64 = 1;

const FINGERPRINT_BITS: u32 = 20;
const YEAR_BITS: u32 = 7;
const CHECK_LETTERS: usize = 3;

/// The largest prime of fifteen bits; 32 generates all of its residues, so its powers begin anew after 32,748.
const PRIME: u32 = 32_749;

/// No code is longer: hundreds of items with many digits each.
const MOST: usize = 8192;

/// Items with up to so many answers have a number for each.
const FEW: u64 = 4096;

/// Why a text is no code of this set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// It does not begin as codes do.
    NotACode,
    /// At this offset stands what no code has in it.
    Character(usize),
    /// Letters are missing, or there are more than it takes.
    Length,
    /// A letter is wrong, or two are swapped.
    Checksum,
    /// It is sound, and of a newer program.
    Format,
    /// It is sound, and of another set or another version.
    OtherSet,
}

/// The sheet as a code. Its notes stay out.
pub fn encode(rubric: &Rubric, sheet: &Sheet) -> String {
    let mut bits = Bits::default();
    bits.push(FORMAT, 5);
    bits.push(fingerprint(rubric), FINGERPRINT_BITS);
    bits.push(u64::from(sheet.year.saturating_sub(*YEARS.start())), YEAR_BITS);
    let group = rubric.groups.iter().position(|group| Some(&group.id) == sheet.group.as_ref());
    bits.push_choice(group, rubric.groups.len());
    let area = rubric.areas.iter().position(|area| Some(&area.id) == sheet.area.as_ref());
    bits.push_choice(area, rubric.areas.len());
    if rubric.recognition.is_some() {
        bits.push_recognised(rubric, sheet.recognised);
    }
    for (item, answer) in rubric.items().into_iter().zip(&sheet.answers) {
        bits.push_answer(item, *answer);
    }
    bits.finish()
}

/// The sheet of a code, however it was typed: small letters, spaces, O for 0, I or L for 1.
pub fn decode(rubric: &Rubric, text: &str) -> Result<Sheet, CodeError> {
    let letters = letters(text)?;
    let is_sound = letters.len() > CHECK_LETTERS && remainder(&letters) == 0;
    let mut bits = Bits { letters, at: 0 };
    let is_this_format = bits.take(5) == Some(FORMAT);
    let is_of_this_set = bits.take(FINGERPRINT_BITS) == Some(fingerprint(rubric));
    if !is_this_format || !is_of_this_set {
        return Err(match (is_sound, is_this_format) {
            (false, _) => CodeError::Checksum,
            (true, false) => CodeError::Format,
            (true, true) => CodeError::OtherSet,
        });
    }
    let sheet = bits.sheet(rubric);
    // A missing letter is told as such: it leaves too few for the answers, or too many.
    let read = bits.at.div_ceil(5) + CHECK_LETTERS;
    if read != bits.letters.len() && (sheet.is_some() || read > bits.letters.len()) {
        return Err(CodeError::Length);
    }
    if !is_sound {
        return Err(CodeError::Checksum);
    }
    // Bits behind the last answer that say something were not written by this program, whatever the checksum says.
    let rest = if sheet.is_some() { bits.at.next_multiple_of(5) - bits.at } else { 0 };
    let is_rest_empty = bits.take(u32::try_from(rest).unwrap_or(0)) == Some(0);
    sheet.filter(|_| is_rest_empty).ok_or(CodeError::Checksum)
}

/// Whether a line looks like a code rather than something else: it begins as one, and goes on with letters and digits.
pub fn looks_like_one(text: &str) -> bool {
    letters(text).is_ok_and(|letters| letters.len() > CHECK_LETTERS)
}

/// The numbers of the letters behind [`BEGIN`].
fn letters(text: &str) -> Result<Vec<u8>, CodeError> {
    let mut letters = Vec::new();
    let mut begun = 0;
    for (at, byte) in text.bytes().enumerate() {
        let letter = match byte.to_ascii_uppercase() {
            b' ' | b'-' | b'\t' | b'\r' | b'\n' => continue,
            letter if begun < BEGIN.len() => {
                if letter != BEGIN[begun] {
                    return Err(CodeError::NotACode);
                }
                begun += 1;
                continue;
            }
            b'O' => b'0',
            b'I' | b'L' => b'1',
            letter => letter,
        };
        let Some(number) = (0..32).find(|number| LETTERS[usize::from(*number)] == letter) else {
            return Err(CodeError::Character(at));
        };
        if letters.len() == MOST {
            return Err(CodeError::Length);
        }
        letters.push(number);
    }
    if begun < BEGIN.len() { Err(CodeError::NotACode) } else { Ok(letters) }
}

/// The letters, as one number to base 32, divided by the prime.
fn remainder(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |rest, letter| (rest * 32 + u32::from(*letter)) % PRIME)
}

/// Tells sets apart, and versions of one, and what was changed in a version without giving it another name: a code of
/// before would be read as other answers. FNV-1a, folded.
fn fingerprint(rubric: &Rubric) -> u64 {
    let mut hash = 0x811C_9DC5;
    let mut mix = |bytes: &[u8]| {
        for byte in bytes.iter().chain(b"/") {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    };
    mix(rubric.set.as_bytes());
    mix(rubric.version.as_bytes());
    for group in &rubric.groups {
        mix(group.id.as_bytes());
    }
    for area in &rubric.areas {
        mix(area.id.as_bytes());
    }
    for item in rubric.items() {
        mix(item.id.as_bytes());
        mix(&answers(item).unwrap_or(0).to_be_bytes());
        mix(&[u8::from(item.na.is_some())]);
        for step in &item.steps {
            mix(&step.from.millionths().to_be_bytes());
        }
        if item.second.is_some() {
            mix(b"2");
        }
    }
    if rubric.recognition.is_some() {
        mix(b"recognised");
    }
    u64::from(hash >> FINGERPRINT_BITS ^ hash & ((1 << FINGERPRINT_BITS) - 1))
}

/// How many answers the item has, where they are few.
fn answers(item: &Item) -> Option<u64> {
    let count = match item.scale {
        Scale::Whole | Scale::Typed => item.max.millionths().checked_div(item.step.millionths())? + 1,
        Scale::Options => item.steps.len() as u64,
        Scale::YesNo | Scale::Excludes => 2,
        Scale::Count | Scale::Percent | Scale::Number => return None,
    };
    (count <= FEW).then_some(count)
}

/// The answer of that number.
fn answer(item: &Item, number: u64) -> Option<Decimal> {
    match item.scale {
        Scale::Options => item.steps.get(usize::try_from(number).ok()?).map(|step| step.from),
        Scale::YesNo | Scale::Excludes => Some(Decimal::whole(u32::from(number == 1))),
        Scale::Whole | Scale::Typed | Scale::Count | Scale::Percent | Scale::Number => {
            item.step.millionths().checked_mul(number).map(Decimal::from_millionths)
        }
    }
}

/// Bits in letters of five, the highest first.
#[derive(Default)]
struct Bits {
    letters: Vec<u8>,
    /// Written or read so far.
    at: usize,
}

impl Bits {
    fn push(&mut self, value: u64, bits: u32) {
        for bit in (0..bits).rev() {
            if self.at.is_multiple_of(5) {
                self.letters.push(0);
            }
            if value >> bit & 1 == 1
                && let Some(last) = self.letters.last_mut()
            {
                *last |= 16 >> (self.at % 5);
            }
            self.at += 1;
        }
    }

    /// So many bits; nothing where they would run into the checksum.
    fn take(&mut self, bits: u32) -> Option<u64> {
        let mut value = 0;
        for _ in 0..bits {
            let letter = self.at / 5;
            if letter + CHECK_LETTERS >= self.letters.len() {
                self.at = usize::MAX;
                return None;
            }
            value = value << 1 | u64::from(self.letters[letter] >> (4 - self.at % 5) & 1);
            self.at += 1;
        }
        Some(value)
    }

    fn push_choice(&mut self, choice: Option<usize>, of: usize) {
        self.push(choice.map_or(0, |choice| choice as u64 + 1), width(of as u64 + 1));
    }

    fn push_answer(&mut self, item: &Item, answer: Answer) {
        let few = answers(item);
        let before = if few.is_some() { 2 + u64::from(item.na.is_some()) } else { 3 };
        let bits = few.map_or(2, |few| width(before + few));
        if item.second.is_some() {
            return self.push_pair(answer);
        }
        let given = match answer {
            Answer::Blank | Answer::Pair(_) => return self.push(0, bits),
            Answer::Unknown => return self.push(1, bits),
            Answer::NotApplicable => return self.push(2, bits),
            Answer::Given(given) => given,
        };
        if let Some(few) = few {
            let number = (0..few).find(|number| self::answer(item, *number) == Some(given));
            return self.push(number.map_or(0, |number| before + number), bits);
        }
        self.push(3, bits);
        self.push_number(given);
    }

    fn push_pair(&mut self, answer: Answer) {
        let figures = match answer {
            Answer::Unknown => return self.push(1, 2),
            Answer::NotApplicable => return self.push(2, 2),
            Answer::Pair(figures) => figures,
            Answer::Blank | Answer::Given(_) => [None; 2],
        };
        for figure in figures {
            self.push(if figure.is_some() { 3 } else { 0 }, 2);
            if let Some(figure) = figure {
                self.push_number(figure);
            }
        }
    }

    fn take_pair(&mut self, item: &Item) -> Option<Answer> {
        let mut figures = [None; 2];
        for (place, figure) in figures.iter_mut().enumerate() {
            *figure = match self.take(2)? {
                0 => None,
                1 if place == 0 => return Some(Answer::Unknown),
                2 if place == 0 => return item.na.map(|_| Answer::NotApplicable),
                3 => Some(self.take_number()?),
                _ => return None,
            };
        }
        let [first, second] = figures;
        let is_sound =
            first.is_none_or(|figure| item.accepts(figure)) && second.is_none_or(|figure| item.accepts_second(figure));
        is_sound.then(|| Answer::of_two(figures))
    }

    fn push_recognised(&mut self, rubric: &Rubric, recognised: Option<Recognised>) {
        // A day of another century has no place in it.
        let recognised = recognised.filter(|recognised| YEARS.contains(&recognised.date.year));
        let Some(Recognised { level, date }) = recognised else { return self.push(0, 1) };
        self.push(1, 1);
        self.push(u64::from(level), width(rubric.ranks.len() as u64 + 1));
        self.push(u64::from(date.year - YEARS.start()), YEAR_BITS);
        self.push(date.month.into(), 4);
        self.push(date.day.into(), 5);
    }

    /// Nothing where it is none, or cannot be read.
    #[expect(clippy::option_option, reason = "what is not there is no mistake")]
    fn take_recognised(&mut self, rubric: &Rubric) -> Option<Option<Recognised>> {
        if self.take(1)? == 0 {
            return Some(None);
        }
        let ranks = rubric.ranks.len() as u64;
        let level = self.take(width(ranks + 1)).filter(|level| (1..=ranks).contains(level))?;
        let year = YEARS.start() + u16::try_from(self.take(YEAR_BITS)?).ok()?;
        let (month, day) = (self.take(4)?, self.take(5)?);
        let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        let level = u32::try_from(level).ok()?;
        YEARS.contains(&year).then_some(Some(Recognised { level, date }))
    }

    fn push_number(&mut self, given: Decimal) {
        let (mut digits, mut decimals) = (given.millionths(), 6);
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        self.push(decimals, 3);
        loop {
            self.push(digits & 15, 4);
            digits >>= 4;
            self.push(u64::from(digits > 0), 1);
            if digits == 0 {
                return;
            }
        }
    }

    fn take_answer(&mut self, item: &Item) -> Option<Answer> {
        if item.second.is_some() {
            return self.take_pair(item);
        }
        let few = answers(item);
        let before = if few.is_some() { 2 + u64::from(item.na.is_some()) } else { 3 };
        let number = self.take(few.map_or(2, |few| width(before + few)))?;
        let given = match number {
            0 => return Some(Answer::Blank),
            1 => return Some(Answer::Unknown),
            2 if before == 3 => return item.na.map(|_| Answer::NotApplicable),
            _ if few.is_some() => answer(item, number - before)?,
            _ => self.take_number()?,
        };
        item.accepts(given).then_some(Answer::Given(given))
    }

    fn take_number(&mut self) -> Option<Decimal> {
        let decimals = self.take(3)?;
        let (mut digits, mut shift) = (0_u64, 0);
        loop {
            let part = self.take(4)?;
            if shift > 48 {
                return None;
            }
            digits |= part << shift;
            shift += 4;
            if self.take(1)? == 0 {
                break;
            }
        }
        for _ in decimals..6 {
            digits = digits.checked_mul(10)?;
        }
        // Nine digits before the point, as everywhere.
        (decimals <= 6 && digits < 1_000_000_000_000_000).then_some(Decimal::from_millionths(digits))
    }

    /// What stands behind the fingerprint.
    fn sheet(&mut self, rubric: &Rubric) -> Option<Sheet> {
        let year = YEARS.start() + u16::try_from(self.take(YEAR_BITS)?).ok()?;
        let mut sheet = Sheet::blank(rubric, year);
        let group = self.take(width(rubric.groups.len() as u64 + 1))?;
        let area = self.take(width(rubric.areas.len() as u64 + 1))?;
        let place = |number: u64| usize::try_from(number).ok()?.checked_sub(1);
        if let Some(group) = place(group) {
            sheet.group = Some(rubric.groups.get(group)?.id.clone());
        }
        if let Some(area) = place(area) {
            sheet.area = Some(rubric.areas.get(area)?.id.clone());
        }
        if rubric.recognition.is_some() {
            sheet.recognised = self.take_recognised(rubric)?;
        }
        for (item, answer) in rubric.items().into_iter().zip(&mut sheet.answers) {
            *answer = self.take_answer(item)?;
        }
        YEARS.contains(&year).then_some(sheet)
    }

    /// With the checksum, in groups of four.
    fn finish(mut self) -> String {
        let rest = remainder(&self.letters) * (32 * 32 * 32 % PRIME) % PRIME;
        let mut check = (PRIME - rest) % PRIME;
        let end = self.letters.len();
        for _ in 0..CHECK_LETTERS {
            self.letters.insert(end, (check % 32) as u8);
            check /= 32;
        }
        let mut out = String::from("HT");
        for (place, letter) in self.letters.iter().enumerate() {
            if place % 4 == 2 {
                out.push('-');
            }
            out.push(LETTERS[usize::from(*letter)].into());
        }
        out
    }
}

/// How many bits tell so many apart.
fn width(of: u64) -> u32 {
    64 - (of.saturating_sub(1)).leading_zeros()
}

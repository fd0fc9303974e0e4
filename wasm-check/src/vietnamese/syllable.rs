//! Text as syllables: what is searched for, and what it is searched in.
//!
//! A syllable is a run of letters and digits. It is known by two things: its letters without marks, by which it is
//! found, and its marks, by which the exactly written comes first. A tone belongs to the syllable and not to a letter,
//! so `hoà` and `hòa` are one; composed and decomposed text are one; capitals are small. At the end of a syllable, behind a
//! consonant, `i` and `y` are one letter in two spellings: `kĩ` and `kỹ`, `quí` and `quý`.
//!
//! Both sides of the index, the one that writes and the one that asks, cut text by these very functions. They carry a
//! small table of their own instead of Unicode's: of scripts that have neither capitals nor marks that we know, a letter is
//! itself.

/// The letters of a syllable without marks, small; what goes beyond sixteen bytes is left out, after a whole letter.
/// In the order of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fold([u8; Fold::SIZE]);

impl Fold {
    /// How many bytes tell syllables apart: no Vietnamese one has more than seven.
    pub const SIZE: usize = 16;

    /// The letters.
    pub fn letters(&self) -> &[u8] {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(Self::SIZE);
        self.0.get(..end).unwrap_or_default()
    }

    /// The fold of these bytes; what goes beyond the size is left out.
    pub fn of(bytes: &[u8]) -> Self {
        let mut fold = Self::default();
        for (place, byte) in fold.0.iter_mut().zip(bytes) {
            *place = *byte;
        }
        fold
    }

    /// Makes a last `y` an `i` where both are read alike: behind a consonant, `u` of `qu` among them.
    fn end_in_one_spelling(&mut self) {
        let letters = self.letters();
        let is_alike = match letters {
            [.., b'q', b'u', b'y'] => true,
            [.., before, b'y'] => before.is_ascii_alphabetic() && !b"aeiouy".contains(before),
            _ => false,
        };
        let last = letters.len().wrapping_sub(1);
        if let (true, Some(last)) = (is_alike, self.0.get_mut(last)) {
            *last = b'i';
        }
    }

    /// Whether it begins with all of the other's letters.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.letters().starts_with(other.letters())
    }
}

/// The marks of a syllable: its tone in the lowest three bits, then two bits a letter, for the first fourteen.
///
/// Of a letter, 1 is the circumflex (â ê ô) or the bar (đ), 2 the breve (ă) or the horn (ơ ư).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Marks(pub u32);

impl Marks {
    /// The letters whose shape is kept.
    pub const LETTERS: usize = 14;

    fn set_tone(&mut self, tone: u8) {
        self.0 = self.0 & !7 | u32::from(tone);
    }

    fn set_shape(&mut self, letter: usize, shape: u8) {
        if letter < Self::LETTERS {
            let at = 3 + 2 * letter;
            self.0 = self.0 & !(3 << at) | u32::from(shape) << at;
        }
    }
}

/// A syllable and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syllable {
    /// Its letters.
    pub fold: Fold,
    /// Its marks.
    pub marks: Marks,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// The syllables of a text, in order.
pub fn syllables(text: &str) -> Syllables<'_> {
    Syllables { text, at: 0 }
}

/// See [`syllables`].
#[derive(Debug, Clone)]
pub struct Syllables<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Syllables<'_> {
    type Item = Syllable;

    fn next(&mut self) -> Option<Syllable> {
        let mut fold = Fold::default();
        let mut marks = Marks::default();
        let (mut size, mut letters) = (0, 0_usize);
        let mut start = None;
        let begin = self.at;
        for (offset, char) in self.text.get(begin..).unwrap_or_default().char_indices() {
            self.at = begin + offset + char.len_utf8();
            match part(char) {
                Role::Letter { base, shape, tone } => {
                    start.get_or_insert(begin + offset);
                    let mut bytes = [0; 4];
                    let bytes = base.encode_utf8(&mut bytes).as_bytes();
                    if let ([byte], Some(place)) = (bytes, fold.0.get_mut(size)) {
                        *place = *byte;
                        size += 1;
                    } else if let Some(place) = fold.0.get_mut(size..size + bytes.len()) {
                        place.copy_from_slice(bytes);
                        size += bytes.len();
                    } else {
                        size = Fold::SIZE;
                    }
                    marks.set_shape(letters, shape);
                    letters += 1;
                    if tone > 0 {
                        marks.set_tone(tone);
                    }
                }
                // A mark without a letter is nothing.
                Role::Shape(shape) if letters > 0 => marks.set_shape(letters - 1, shape),
                Role::Tone(tone) if letters > 0 => marks.set_tone(tone),
                Role::Shape(_) | Role::Tone(_) | Role::Other => {}
                Role::Gap => {
                    if let Some(start) = start {
                        fold.end_in_one_spelling();
                        return Some(Syllable { fold, marks, start, end: begin + offset });
                    }
                }
            }
        }
        self.at = self.text.len();
        fold.end_in_one_spelling();
        start.map(|start| Syllable { fold, marks, start, end: self.text.len() })
    }
}

/// What a character is to a syllable.
pub(super) enum Role {
    Letter {
        base: char,
        shape: u8,
        tone: u8,
    },
    /// A combining mark that belongs to the letter before it.
    Shape(u8),
    /// A combining mark that belongs to the whole syllable.
    Tone(u8),
    /// A combining mark of another language, or what shows nothing at all (a soft hyphen).
    Other,
    Gap,
}

/// The vowels without a tone and with each, in the order of [`TONES`].
pub const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// Letter and shape of each row of [`VOWELS`].
const ROWS: [(char, u8); 12] = [
    ('a', 0),
    ('a', 2),
    ('a', 1),
    ('e', 0),
    ('e', 1),
    ('i', 0),
    ('o', 0),
    ('o', 1),
    ('o', 2),
    ('u', 0),
    ('u', 2),
    ('y', 0),
];

/// The combining marks: huyền, sắc, hỏi, ngã, nặng.
pub const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// Where the two blocks of precomposed letters begin and end.
const LATIN: (usize, usize) = (0xc0, 0x1b1);
const VIETNAMESE: (usize, usize) = (0x1ea0, 0x1efa);
const BLOCKS: usize = LATIN.1 - LATIN.0 + VIETNAMESE.1 - VIETNAMESE.0;

/// For each character of the two blocks, small or capital, one more than its place in [`VOWELS`]; 0 for all others.
static PLACES: [u8; BLOCKS] = places();

const fn places() -> [u8; BLOCKS] {
    let mut places = [0; BLOCKS];
    let mut at: u8 = 0;
    while at < 72 {
        let char = VOWELS[at as usize / 6][at as usize % 6] as usize;
        if let Some(place) = place_of(char) {
            places[place] = at + 1;
            // The capital stands right before the small letter, but in the oldest block.
            let capital = if char < 0x100 { char - 32 } else { char - 1 };
            if let Some(place) = place_of(capital) {
                places[place] = at + 1;
            }
        }
        at += 1;
    }
    places
}

const fn place_of(code: usize) -> Option<usize> {
    if code >= LATIN.0 && code < LATIN.1 {
        Some(code - LATIN.0)
    } else if code >= VIETNAMESE.0 && code < VIETNAMESE.1 {
        Some(code - VIETNAMESE.0 + LATIN.1 - LATIN.0)
    } else {
        None
    }
}

pub(super) fn part(char: char) -> Role {
    if char.is_ascii() {
        return match char {
            'a'..='z' | '0'..='9' => Role::Letter { base: char, shape: 0, tone: 0 },
            'A'..='Z' => Role::Letter { base: char.to_ascii_lowercase(), shape: 0, tone: 0 },
            _ => Role::Gap,
        };
    }
    let place = place_of(char as usize).and_then(|place| PLACES.get(place)).copied().unwrap_or(0);
    if place > 0 {
        let (row, tone) = ((place - 1) / 6, (place - 1) % 6);
        let (base, shape) = ROWS.get(usize::from(row)).copied().unwrap_or((char, 0));
        return Role::Letter { base, shape, tone };
    }
    let char = small(char);
    let letter = |base, shape| Role::Letter { base, shape, tone: 0 };
    match char {
        // The look-alikes stand for the letter that was meant.
        'đ' | 'ð' | 'ɖ' => letter('d', 1),
        '\u{302}' => Role::Shape(1),
        '\u{306}' | '\u{31b}' => Role::Shape(2),
        '\u{300}'..='\u{36f}' => {
            match TONES.iter().zip(1..).find_map(|(tone, number)| (*tone == char).then_some(number)) {
                Some(tone) => Role::Tone(tone),
                None => Role::Other,
            }
        }
        // A soft hyphen and what joins without showing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Role::Other,
        // Spaces, punctuation, arrows, drawings, marks of East Asia, pictures.
        '\u{80}'..='\u{a9}'
        | '\u{ab}'..='\u{ac}'
        | '\u{ae}'..='\u{b4}'
        | '\u{b6}'..='\u{b9}'
        | '\u{bb}'..='\u{bf}'
        | '×'
        | '÷'
        | '\u{2000}'..='\u{2bff}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{fe00}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{1f000}'..='\u{1faff}' => Role::Gap,
        other => letter(other, 0),
    }
}

/// The small letter, of the scripts that have two sizes and stand in Vietnamese texts.
fn small(char: char) -> char {
    let code = char as u32;
    let small = match char {
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => code + 32,
        'Ơ' | 'Ư' => code + 1,
        'Ɖ' => 'ɖ' as u32,
        // Capital and small take turns: the even is the capital, but where the odd is.
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' => code + code % 2,
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' | '\u{1e00}'..='\u{1e95}' | '\u{1ea0}'..='\u{1eff}' => code | 1,
        _ => code,
    };
    char::from_u32(small).unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::{fold, fold_char};
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<(String, Marks)> {
        syllables(text)
            .map(|syllable| (String::from_utf8_lossy(syllable.fold.letters()).into_owned(), syllable.marks))
            .collect()
    }

    #[test]
    fn every_vietnamese_letter_folds_as_slugs_and_anchors_do() {
        for char in VOWELS.iter().flatten().copied().chain(['đ', 'ð', 'ɖ', 'b']) {
            for char in [char, char.to_uppercase().next().expect("a capital")] {
                let folded: String = fold_char(char).into_iter().collect();
                let found: Vec<String> = all(&char.to_string()).into_iter().map(|(fold, _)| fold).collect();
                assert_eq!(found, [folded], "{char}");
            }
        }
    }

    #[test]
    fn the_place_of_the_tone_makes_no_difference_and_the_tone_does() {
        assert_eq!(all("hoà"), all("hòa"));
        assert_eq!(all("thuỷ"), all("thủy"));
        assert_eq!(all("QUÝ"), all("qúy"));
        assert_ne!(all("hoá"), all("hoà"));
        assert_ne!(all("da"), all("đa"));
        assert_ne!(all("ban"), all("bân"));
        assert_ne!(all("thương"), all("thuong"));
    }

    #[test]
    fn a_last_i_and_a_last_y_are_one_letter_behind_a_consonant() {
        for (one, other) in
            [("kĩ năng", "kỹ năng"), ("tỉ lệ", "tỷ lệ"), ("quí", "quý"), ("đăng kí", "ĐĂNG KÝ"), ("sĩ", "sỹ")]
        {
            assert_eq!(all(one), all(other));
        }
        for (one, other) in [("mai", "may"), ("thúi", "thúy"), ("hai", "hay"), ("i", "y"), ("kinh", "kynh")] {
            assert_ne!(all(one), all(other));
        }
    }

    #[test]
    fn composed_and_decomposed_text_are_one() {
        assert_eq!(all("Đường về"), all("Đươ\u{300}ng vê\u{300}"));
        assert_eq!(all("nghiệp"), all("nghie\u{323}\u{302}p"));
        assert_eq!(all("nghiệp"), all("nghie\u{302}\u{323}p"));
        assert_eq!(all("ưu"), all("u\u{31b}u"));
    }

    #[test]
    fn marks_and_signs_part_syllables_and_a_soft_hyphen_does_not() {
        let folds: Vec<String> =
            all("QĐ-KHVN, số 324/2023 (“học\u{ad}tập”)").into_iter().map(|(fold, _)| fold).collect();
        assert_eq!(folds, ["qd", "khvn", "so", "324", "2023", "hoctap"]);
    }

    #[test]
    fn a_syllable_knows_where_it_stands() {
        let text = " Đi đâu? ";
        let places: Vec<&str> = syllables(text).map(|syllable| &text[syllable.start..syllable.end]).collect();
        assert_eq!(places, ["Đi", "đâu"]);
    }

    #[test]
    fn what_is_left_out_changes_no_letter_before_it() {
        assert_eq!(all("aÀ؆𖩠\u{cbc}BY𑤌"), all("aÀ؆𖩠\u{cbc}bi"));
    }

    #[test]
    fn other_scripts_are_found_as_they_are_written() {
        assert_eq!(all("Москва"), all("МОСКВА"));
        assert_eq!(all("Škoda"), all("škoda"));
        assert_eq!(all("ភាសា").len(), 1);
    }

    /// The one thing in which a syllable differs from a slug: its last `y` behind a consonant is an `i`.
    fn in_one_spelling(word: String) -> String {
        match word.strip_suffix('y') {
            Some(before) if before.ends_with("qu") || before.ends_with(|char| !"aeiouy".contains(char)) => {
                format!("{before}i")
            }
            _ => word,
        }
    }

    proptest! {
        #[test]
        fn folding_what_is_folded_changes_nothing(text in "\\PC{0,40}") {
            for syllable in syllables(&text) {
                let once = String::from_utf8_lossy(syllable.fold.letters()).into_owned();
                let again: Vec<Syllable> = syllables(&once).collect();
                prop_assert_eq!(again.iter().map(|syllable| syllable.fold).collect::<Vec<_>>(), [syllable.fold]);
                prop_assert!(again.iter().all(|syllable| syllable.marks == Marks::default()));
            }
        }

        #[test]
        fn vietnamese_words_fold_as_elsewhere(text in "[a-zđăâêôơưàáảãạằắẳẵặầấẩẫậềếểễệồốổỗộờớởỡợừứửữự ]{0,60}") {
            let here: Vec<String> = all(&text).into_iter().map(|(fold, _)| fold).collect();
            let folded = fold(&text);
            let cut: Vec<String> = folded.split(' ').filter(|word| !word.is_empty())
                .map(|word| in_one_spelling(word.chars().take(Fold::SIZE).collect())).collect();
            prop_assert_eq!(here, cut);
        }

        #[test]
        fn places_are_places_of_the_text(text in "\\PC*") {
            let mut last = 0;
            for syllable in syllables(&text) {
                prop_assert!(syllable.start >= last && syllable.start < syllable.end);
                prop_assert!(text.get(syllable.start..syllable.end).is_some());
                last = syllable.end;
            }
        }
    }
}

//! What is read: sentences that are too long, letters that only look right, links that say nothing.
//!
//! Looks at the text between the marks of Markdown: no code, no tables, no addresses.

use crate::bytes::any_place;
use crate::diagnostic::ContentProblem;

/// The most syllables of a sentence that a tired reader follows. In Vietnamese every written word is one syllable.
const LONGEST: usize = 30;

/// The text of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    /// Where each piece begins: in the text, and in the Markdown.
    pieces: Vec<(usize, usize)>,
}

impl Prose {
    /// Adds a piece that stands at that offset.
    pub(super) fn add(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// What was read of the block until now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Ends the block; gives what is wrong with it, by offsets. Sentences are counted where words are syllables.
    pub(super) fn end(&mut self, is_vietnamese: bool) -> Vec<(usize, ContentProblem)> {
        let mut found = Vec::new();
        // Most blocks are too short to hold a long sentence.
        if is_vietnamese && self.text.split_whitespace().nth(LONGEST).is_some() {
            let mut start = 0;
            while start < self.text.len() {
                let end = sentence_end(&self.text, start);
                let sentence = &self.text[start..end];
                let count = if gaps_at_most(sentence) < LONGEST { 0 } else { spoken(sentence) };
                if count > LONGEST {
                    let at = self.at(start + sentence.len() - sentence.trim_start().len());
                    found.push((at, ContentProblem::LongSentence { count, most: LONGEST }));
                }
                start = end;
            }
        }
        if let Some((at, label)) = self.open_reference() {
            found.push((at, ContentProblem::FootnoteMissing { label }));
        }
        self.text.clear();
        self.pieces.clear();
        found
    }

    /// A footnote's mark that stayed text, because there is no such footnote.
    fn open_reference(&self) -> Option<(usize, String)> {
        let start = self.text.find("[^")?;
        let label =
            self.text[start + 2..].split(']').next().filter(|label| start + 2 + label.len() < self.text.len())?;
        let is_label = !label.is_empty() && !label.contains(|char: char| char.is_whitespace() || char == '[');
        is_label.then(|| (self.at(start), label.to_owned()))
    }

    /// Where a place in the text stands in the Markdown.
    pub(super) fn at(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= offset);
        next.checked_sub(1).map_or(0, |index| self.pieces[index].1 + offset - self.pieces[index].0)
    }
}

/// The words of a sentence. Dashes and the like stand between words and are none.
fn spoken(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// No text has more gaps between its words than bytes that may begin a space: most sentences are answered by that.
fn gaps_at_most(text: &str) -> usize {
    let begins_one = |byte: &u8| *byte <= b' ' || matches!(byte, 0xc2 | 0xe2 | 0xe3);
    // The one space among the letters that Vietnamese is made of.
    text.bytes().filter(begins_one).count() + text.matches('\u{1680}').count()
}

/// Behind the sentence that begins there.
fn sentence_end(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(found) = text.as_bytes()[from..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | 0xe2)) {
        let mark = from + found;
        // A quotation mark begins with the same byte as the dots.
        if let Some(other) = text[mark..].chars().next().filter(|char| !matches!(char, '.' | '!' | '?' | '…')) {
            from = mark + other.len_utf8();
            continue;
        }
        let after = text[mark..].trim_start_matches(['.', '!', '?', '…', '”', '"', '’', ')', ']', '»']);
        let end = text.len() - after.len();
        from = end;
        let Some(next) = after.trim_start().chars().next() else { return text.len() };
        if after.starts_with(char::is_whitespace)
            && !next.is_lowercase()
            && !goes_on(&text[start..mark], &text[mark..end], next)
        {
            return end;
        }
    }
    text.len()
}

/// What is shortened with a point, and is followed by a name.
const SHORT: [&str; 17] =
    ["tp", "tx", "tt", "ths", "ts", "pgs", "gs", "bs", "ks", "cn", "cv", "tr", "đ/c", "nxb", "mr", "mrs", "dr"];

/// Whether a point belongs to a shortened word or to a number, so that the sentence goes on.
fn goes_on(before: &str, marks: &str, next: char) -> bool {
    if marks != "." {
        return false;
    }
    let word =
        before.rsplit(|char: char| char.is_whitespace() || matches!(char, '(' | '“' | '"')).next().unwrap_or_default();
    let letters = word.chars().count();
    // “Nguyễn V. A.”, “I. Mở đầu”
    let initial = letters == 1 && word.chars().all(char::is_uppercase);
    // “ngày 25. 10. 2023”
    let date = letters <= 2 && word.chars().all(|char| char.is_ascii_digit()) && next.is_ascii_digit();
    let lower = word.to_lowercase();
    // “PGS.TS. Lê Văn A”
    initial || date || SHORT.contains(&lower.rsplit('.').next().unwrap_or_default())
}

/// The letters that wrong keyboards type for `Đ` and `đ`: Icelandic and African ones.
const LOOK_ALIKES: [(char, char); 4] = [('Ð', 'Đ'), ('Ɖ', 'Đ'), ('ð', 'đ'), ('ɖ', 'đ')];

/// The words with a letter that only looks like `Đ`: where each begins, and what is wrong.
pub(super) fn look_alikes(text: &str) -> Vec<(usize, ContentProblem)> {
    let mut found = Vec::new();
    // By their bytes first: every text is asked.
    let is_one = |[first, second]: [u8; 2]| {
        first == 0xc3 && (second == 0x90 || second == 0xb0)
            || first == 0xc6 && second == 0x89
            || first == 0xc9 && second == 0x96
    };
    if !any_place(text.as_bytes(), is_one) {
        return found;
    }
    let mut from = 0;
    while let Some(place) = text[from..].find(LOOK_ALIKES.map(|(wrong, _)| wrong)) {
        let place = from + place;
        let is_word = |char: char| char.is_alphanumeric() || matches!(char, '\u{300}'..='\u{36f}');
        let start = text[..place].char_indices().rev().take_while(|(_, char)| is_word(*char)).last();
        let start = start.map_or(place, |(start, _)| start);
        let end = text[place..].find(|char| !is_word(char)).map_or(text.len(), |end| place + end);
        let word = text[start..end].to_owned();
        // “ø, å, Ð”: a letter among letters is meant as it is.
        let is_letter = |part: Option<&str>| {
            part.is_some_and(|part| part.split_whitespace().next_back().is_some_and(|part| part.chars().count() == 1))
        };
        let before = text[..start].trim_end().strip_suffix(',');
        let after = text[end..].strip_prefix(',').map(str::trim_start);
        let after = after.map(|after| after.split([',', ' ', '.', ';']).next().unwrap_or_default());
        if word.chars().count() == 1 && (is_letter(before) || is_letter(after)) {
            from = end;
            continue;
        }
        let right =
            LOOK_ALIKES.iter().fold(word.clone(), |word, (wrong, right)| word.replace(*wrong, &right.to_string()));
        found.push((start, ContentProblem::LookAlike { word, right }));
        from = end;
    }
    found
}

/// Link texts that say nothing to somebody who jumps from link to link.
const VAGUE: [&str; 23] = [
    "tại đây",
    "ở đây",
    "đây",
    "vào đây",
    "xem",
    "xem thêm",
    "xem tiếp",
    "xem chi tiết",
    "chi tiết",
    "đọc thêm",
    "đọc tiếp",
    "bấm đây",
    "bấm vào đây",
    "nhấn vào đây",
    "nhấp vào đây",
    "click",
    "click vào đây",
    "link",
    "liên kết",
    "đường link",
    "here",
    "click here",
    "read more",
];

/// What is wrong with the text of a link.
pub(super) fn link_text(text: &str) -> Option<ContentProblem> {
    let text = text.trim();
    let bare = text.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    if text.is_empty() {
        Some(ContentProblem::LinkEmpty)
    } else if VAGUE.contains(&bare.as_str()) {
        Some(ContentProblem::LinkText { text: text.to_owned() })
    } else if ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start))
        && !bare.contains(char::is_whitespace)
    {
        Some(ContentProblem::LinkBare { text: text.to_owned() })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let end = sentence_end(text, start);
            found.push(text[start..end].trim());
            start = end;
        }
        found
    }

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        assert_eq!(sentences("Một. Hai! Ba? “Bốn.” Năm… Sáu"), ["Một.", "Hai!", "Ba?", "“Bốn.”", "Năm…", "Sáu"]);
        assert_eq!(sentences("Có 5 điểm. 10 điểm là nhiều."), ["Có 5 điểm.", "10 điểm là nhiều."]);
        assert_eq!(sentences("Xong năm 2023. 15 xã đạt."), ["Xong năm 2023.", "15 xã đạt."]);
    }

    #[test]
    fn shortened_words_numbers_and_dates_end_none() {
        for whole in [
            "Hội ở TP. Hồ Chí Minh làm.",
            "PGS.TS. Lê Văn A và Ths. Trần B đến.",
            "Ông Nguyễn V. An nói.",
            "Theo văn bản số 324/QĐ-KHVN. ngày 25.10.2023",
            "Ngày 25. 10. 2023 ban hành.",
            "Sách, báo, v.v. đều được.",
            "Từ 92.5 điểm.",
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
    }

    #[test]
    fn bytes_never_hide_a_long_sentence_or_a_letter() {
        for space in
            [' ', '\n', '\u{85}', '\u{a0}', '\u{1680}', '\u{2003}', '\u{2028}', '\u{202f}', '\u{205f}', '\u{3000}']
        {
            assert!(space.is_whitespace());
            assert_eq!(gaps_at_most(&format!("ạ{space}b{space}c")), 2, "{space:?}");
        }
        for (wrong, right) in LOOK_ALIKES {
            assert_eq!(look_alikes(&format!("{wrong}i")).len(), 1, "{wrong} for {right}");
        }
    }

    #[test]
    fn a_letter_that_only_looks_right_is_found_with_its_word() {
        assert_eq!(look_alikes("Chữ ø, å, Ð và Ð, å"), []);
        let text = "Xã Ðạt và ƉÔNG, không phải Đạt.";
        let words: Vec<_> = look_alikes(text);
        assert_eq!(words.len(), 2);
        assert_eq!(words[0], (4, ContentProblem::LookAlike { word: "Ðạt".into(), right: "Đạt".into() }));
        assert_eq!(words[1].1, ContentProblem::LookAlike { word: "ƉÔNG".into(), right: "ĐÔNG".into() });
    }
}

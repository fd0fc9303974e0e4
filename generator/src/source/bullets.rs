//! What begins an item in Word and in no Markdown: bullets, and the letters that its fonts of symbols leave.

/// One of these is enough to know it by.
pub(crate) const BULLETS: [char; 27] = [
    '•', '·', '●', '○', '◦', '▪', '▫', '■', '□', '◆', '◇', '►', '▶', '‣', '⁃', '∙', '➢', '➤', '❖', '\u{f0b7}',
    '\u{f0a7}', '\u{f0d8}', '\u{f076}', '\u{f0fc}', '\u{f02d}', '\u{f0a8}', '\u{f06f}',
];

/// What begins an item where others begin so too.
pub(crate) const DASHES: [char; 10] = ['→', '⇒', '–', '—', '−', '‒', '✓', '✔', '☐', '☑'];

/// An item without what begins it: bullets, dashes, and the letters that bullets become without their font.
pub(crate) fn without_bullet(item: &str) -> &str {
    let bare = item.trim_start_matches(|char: char| {
        char.is_whitespace() || matches!(char, '-' | '+' | '*') || BULLETS.contains(&char) || DASHES.contains(&char)
    });
    let letter =
        ["o ", "§ ", "Ø ", "ü ", "o\t", "§\t", "Ø\t", "ü\t"].iter().find_map(|letter| bare.strip_prefix(letter));
    letter.map_or(bare, str::trim_start)
}

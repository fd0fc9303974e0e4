//! A part of a file: what a browser asks for to go on with a download, or to jump in a film.

use std::ops::Range;

/// What `Range` asks of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: nothing is asked, or something that this server does not do, and need not.
    Whole,
    /// These bytes.
    Bytes(Range<usize>),
    /// Bytes that the file does not have.
    Beyond,
}

impl Wanted {
    /// Reads the header; several parts at once are answered with the whole, as the standard (RFC 9110, 14.2) allows.
    pub(super) fn of(header: &str, length: usize) -> Self {
        let spec = header.split_once('=').filter(|(unit, _)| unit.trim().eq_ignore_ascii_case("bytes"));
        let Some((first, last)) = spec.and_then(|(_, spec)| spec.trim().split_once('-')) else { return Self::Whole };
        match (number(first), number(last)) {
            (Some(None), Some(Some(0))) => Self::Beyond,
            (Some(None), Some(Some(suffix))) if length > 0 => Self::Bytes(length.saturating_sub(suffix)..length),
            (Some(None), Some(Some(_))) => Self::Beyond,
            (Some(Some(first)), Some(Some(last))) if last < first => Self::Whole,
            (Some(Some(first)), Some(_)) if first >= length => Self::Beyond,
            (Some(Some(first)), Some(last)) => {
                Self::Bytes(first..last.map_or(length, |last| last.saturating_add(1).min(length)))
            }
            _ => Self::Whole,
        }
    }
}

/// Digits, or nothing at all; one that is larger than any file is the largest number.
#[expect(clippy::option_option, reason = "no number, and what is none, are two things")]
fn number(text: &str) -> Option<Option<usize>> {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((!text.is_empty()).then(|| text.parse().unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_read_as_the_standard_writes_them() {
        for (header, part) in [
            ("bytes=0-3", Wanted::Bytes(0..4)),
            ("bytes=4-", Wanted::Bytes(4..10)),
            ("Bytes = 9-99999999999999999999999", Wanted::Bytes(9..10)),
            ("bytes=-3", Wanted::Bytes(7..10)),
            ("bytes=-30", Wanted::Bytes(0..10)),
            ("bytes=10-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=99999999999999999999999-", Wanted::Beyond),
            ("bytes=3-2", Wanted::Whole),
            ("bytes=0-1,4-5", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("lines=0-3", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(Wanted::of(header, 10), part, "{header}");
        }
        assert_eq!(Wanted::of("bytes=-3", 0), Wanted::Beyond);
    }

    proptest! {
        #[test]
        fn a_part_never_leaves_its_file(header in "(bytes=)?[0-9, =-]{0,24}", length in 0_usize..50) {
            if let Wanted::Bytes(range) = Wanted::of(&header, length) {
                prop_assert!(range.start < range.end && range.end <= length);
            }
        }
    }
}

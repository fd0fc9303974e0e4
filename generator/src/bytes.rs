//! A quick look at the bytes of a text: what every text is asked, and hardly one has to say yes to, is answered without reading
//! its letters.

use std::array;

/// So many places are looked at before one of them may end the look.
const BLOCK: usize = 128;

/// Whether bytes that `is_such` says yes to stand side by side anywhere in a text.
///
/// A block is looked at to its end: where `is_such` is nothing but comparisons, the compiler compares many places at once, and
/// that costs a tenth of a look which may stop at each.
pub(crate) fn any_place<const N: usize>(bytes: &[u8], is_such: impl Fn([u8; N]) -> bool) -> bool {
    const { assert!(N > 0) }
    let mut rest = bytes;
    while rest.len() >= N {
        let places = BLOCK.min(rest.len() - (N - 1));
        let side_by_side: [&[u8]; N] = array::from_fn(|by| &rest[by..by + places]);
        if (0..places).fold(false, |any, at| any | is_such(side_by_side.map(|bytes| bytes[at]))) {
            return true;
        }
        rest = &rest[places..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_anywhere_is_seen_and_nothing_else() {
        for length in 0..3 * BLOCK {
            let text = vec![b'a'; length];
            assert!(!any_place(&text, |[byte]| byte == b'b') && !any_place(&text, |[_, next]| next == b'b'));
            assert_eq!(any_place(&text, |[first, _, third]| first == third), length > 2);
            for at in [0, length / 2, length.saturating_sub(2)].into_iter().filter(|at| at + 1 < length) {
                let mut text = text.clone();
                (text[at], text[at + 1]) = (b'b', b'c');
                assert!(any_place(&text, |[byte]| byte == b'c'), "{at} of {length}");
                assert!(any_place(&text, |[first, second]| first == b'b' && second == b'c'), "{at} of {length}");
            }
        }
    }
}

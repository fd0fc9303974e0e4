//! Numbers into text, texts joined and cut, without the standard library's formatting and patterns.
//!
//! `format!` and `join` are written for every width, sign and alignment: used once, they are an eighth of the
//! module that a phone downloads.

/// Appends the digits of a whole number.
pub(crate) fn push_number(out: &mut String, number: u32) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// The digits of a whole number.
#[inline(never)]
pub(crate) fn number(number: u32) -> String {
    let mut out = String::new();
    push_number(&mut out, number);
    out
}

/// Appends a number below 100 as two digits, as days, months and minutes are written.
pub(crate) fn push_two_digits(out: &mut String, number: u32) {
    push_number(out, number / 10 % 10);
    push_number(out, number % 10);
}

/// One text behind another.
#[inline(never)]
pub(crate) fn joined(one: &str, other: &str) -> String {
    let mut all = one.to_owned();
    all.push_str(other);
    all
}

/// What stands before the first such byte, and what behind it; all and nothing where there is none.
#[inline(never)]
pub(crate) fn cut(text: &str, mark: u8) -> (&str, &str) {
    let mut end = 0;
    while end < text.len() && text.as_bytes()[end] != mark {
        end += 1;
    }
    (text.get(..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_the_standard_library_does(any in any::<u32>()) {
            let mut out = String::new();
            push_number(&mut out, any);
            prop_assert_eq!(out, any.to_string());
        }
    }

    #[test]
    fn days_and_minutes_have_two_digits() {
        let mut out = String::new();
        push_two_digits(&mut out, 7);
        push_two_digits(&mut out, 32);
        assert_eq!(out, "0732");
    }
}

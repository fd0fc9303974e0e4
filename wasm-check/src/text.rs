//! Numbers into text and back, without the standard library's formatting.
//!
//! `format!`, `join` and `parse` are written for every width, sign and alignment: used once, they are an eighth of the
//! module that a phone downloads.

/// Appends the digits of a whole number.
pub(crate) fn push_number(out: &mut String, number: u32) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// The digits of a whole number.
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

/// The whole number that the digits say; nothing where there are others, none, or too many.
pub(crate) fn whole(digits: &str) -> Option<u32> {
    let mut number: Option<u32> = None;
    for byte in digits.bytes() {
        let digit = char::from(byte).to_digit(10)?;
        number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_written_and_read_as_the_standard_library_does(any in any::<u32>(), text in "[0-9]{0,12}") {
            prop_assert_eq!(number(any), any.to_string());
            prop_assert_eq!(whole(&number(any)), Some(any));
            prop_assert_eq!(whole(&text), text.parse().ok());
        }
    }

    #[test]
    fn only_digits_are_a_whole_number() {
        for text in ["", "+1", "-1", "1 ", "१"] {
            assert_eq!(whole(text), None);
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

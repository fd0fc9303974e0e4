//! The words of a set, as front matter and JSON say them, come back as what they were.

use wasm_check::rubric::Verified;

#[test]
fn how_far_a_set_was_verified_comes_back_from_its_word() {
    for verified in [Verified::Full, Verified::Rule, Verified::None] {
        assert_eq!(Verified::parse(verified.as_str()), Some(verified));
    }
    assert_eq!(Verified::parse("rules"), None);
}

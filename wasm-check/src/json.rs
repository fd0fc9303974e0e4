//! JSON, read and written in a few hundred bytes of WebAssembly.
//!
//! Two things the browser's own parser cannot give: numbers as they were typed (no binary fraction decides a
//! threshold), and the place of every value, so that a wrong answer sheet is answered with its line and column.

use crate::decimal::Decimal;
use crate::text;

/// How deep values may nest. The formats here need four levels; more is an attack on the stack.
const MAX_DEPTH: u8 = 16;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Offset of the first byte of the value in the text.
    pub at: usize,
    /// The value itself.
    pub value: Value,
}

/// What JSON can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The digits as they stand in the text: `92.5`, `1e3`.
    Number(String),
    /// A string, with its escapes resolved.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object in the order of the text; a repeated key is kept, for the reader to refuse.
    Object(Vec<Member>),
}

/// One `"key": value` of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Offset of the key's opening quote.
    pub at: usize,
    /// The key, with its escapes resolved.
    pub key: String,
    /// What it holds.
    pub node: Node,
}

/// The text is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError {
    /// Offset of the first byte that does not fit.
    pub at: usize,
}

impl Value {
    /// The string, where it is one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is a whole one that fits: `8`, and `8.0`, which some programs write instead.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn as_whole(&self) -> Option<u32> {
        self.as_decimal().filter(|number| number.is_whole()).and_then(|number| u32::try_from(number.floor()).ok())
    }

    /// The number, where it has no sign and no exponent, and fits.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(digits) => Decimal::parse(digits),
            _ => None,
        }
    }

    /// The items; none where it is no array.
    pub fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The first member of that name, where it is an object that has one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|member| member.key == key).map(|member| &member.node.value),
            _ => None,
        }
    }
}

/// Reads one JSON value that fills the whole text.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    whole(Parser { text, at: 0, error: None, is_shallow: false, keeps: true })
}

/// The same, but lists come empty: what stands in them was read and found to be JSON, and takes no memory. [`Items`] gives
/// it one by one, so that a large file can be read in parts.
pub fn parse_shallow(text: &str) -> Result<Node, SyntaxError> {
    whole(Parser { text, at: 0, error: None, is_shallow: true, keeps: true })
}

/// The items of a list in a text that [`parse_shallow`] has read, one after the other.
#[derive(Debug)]
pub struct Items {
    at: usize,
}

impl Items {
    /// Of the list that begins there.
    pub fn new(at: usize) -> Self {
        Self { at }
    }

    /// The next one of the same text.
    pub fn next(&mut self, text: &str) -> Option<Node> {
        let mut parser = Parser { text, at: self.at, error: None, is_shallow: false, keeps: true };
        // The bracket before the first, the comma before any other.
        parser.at += 1;
        parser.skip_space();
        if parser.peek() == b']' || parser.at >= text.len() {
            return None;
        }
        let node = parser.node(1);
        self.at = if parser.peek() == b',' { parser.at } else { text.len() };
        Some(node)
    }
}

fn whole(mut parser: Parser<'_>) -> Result<Node, SyntaxError> {
    let text = parser.text;
    let node = parser.node(0);
    if parser.peek() != END || parser.at < text.len() {
        parser.fail();
    }
    match parser.error {
        Some(error) => Err(error),
        None => Ok(node),
    }
}

/// What comes after the last byte, and in no JSON text before it.
const END: u8 = 0;

/// The first error is kept, and what follows is as if the text had ended there: so nothing has to be handed up, and
/// nothing half read to be thrown away, at every step.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    error: Option<SyntaxError>,
    /// What stands in lists is not kept.
    is_shallow: bool,
    /// What is read now is kept.
    keeps: bool,
}

impl Parser<'_> {
    /// What comes next does not fit.
    fn fail(&mut self) {
        if self.error.is_none() {
            self.error = Some(SyntaxError { at: self.at });
        }
        self.at = self.text.len();
    }

    fn peek(&self) -> u8 {
        match self.text.as_bytes().get(self.at) {
            Some(byte) => *byte,
            None => END,
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Steps over the byte if it comes next.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) {
        if !self.eat(byte) {
            self.fail();
        }
    }

    /// The text from an earlier place to this one.
    fn since(&self, start: usize) -> &str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn word(&mut self, word: &str, value: Value) -> Value {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
        } else {
            self.fail();
        }
        value
    }

    /// A value with the space around it.
    fn node(&mut self, depth: u8) -> Node {
        self.skip_space();
        let at = self.at;
        let value = match self.peek() {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'"' => Value::Text(self.string()),
            b'-' | b'0'..=b'9' => Value::Number(self.number()),
            b'[' if depth < MAX_DEPTH => Value::List(self.list(depth)),
            b'{' if depth < MAX_DEPTH => Value::Object(self.object(depth)),
            _ => {
                self.fail();
                Value::Null
            }
        };
        self.skip_space();
        Node { at, value }
    }

    fn list(&mut self, depth: u8) -> Vec<Node> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.eat(b']') {
            return items;
        }
        let keeps = self.keeps;
        self.keeps &= !self.is_shallow;
        loop {
            let node = self.node(depth + 1);
            if self.keeps {
                items.push(node);
            }
            if self.ends(b']') {
                self.keeps = keeps;
                return items;
            }
        }
    }

    fn object(&mut self, depth: u8) -> Vec<Member> {
        self.at += 1;
        let mut members = Vec::new();
        self.skip_space();
        if self.eat(b'}') {
            return members;
        }
        loop {
            self.skip_space();
            let at = self.at;
            if self.peek() != b'"' {
                self.fail();
            }
            let key = self.string();
            self.skip_space();
            self.expect(b':');
            let node = self.node(depth + 1);
            if self.keeps {
                members.push(Member { at, key, node });
            }
            if self.ends(b'}') {
                return members;
            }
        }
    }

    /// Whether a list or an object ends here; a comma otherwise.
    fn ends(&mut self, bracket: u8) -> bool {
        if self.eat(bracket) {
            return true;
        }
        self.expect(b',');
        self.error.is_some()
    }

    fn digits(&mut self) {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == start {
            self.fail();
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn number(&mut self) -> String {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits();
        }
        if self.eat(b'.') {
            self.digits();
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits();
        }
        if self.keeps { self.since(start).to_owned() } else { String::new() }
    }

    fn string(&mut self) -> String {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek() >= b' ' && self.peek() != b'"' && self.peek() != b'\\' {
                self.at += 1;
            }
            if self.keeps {
                out.push_str(self.since(start));
            }
            if self.eat(b'"') {
                return out;
            }
            self.expect(b'\\');
            if self.error.is_some() {
                return out;
            }
            let char = self.escape();
            if self.keeps {
                out.push(char);
            }
        }
    }

    fn escape(&mut self) -> char {
        let plain = match self.peek() {
            byte @ (b'"' | b'\\' | b'/') => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => return self.unicode_escape(),
            _ => {
                self.fail();
                return ' ';
            }
        };
        self.at += 1;
        plain.into()
    }

    fn unicode_escape(&mut self) -> char {
        let start = self.at;
        let mut code = self.code_unit();
        if code >> 10 == 0xD800 >> 10 {
            self.expect(b'\\');
            let low = self.code_unit();
            // No pair makes no letter.
            code = if low >> 10 == 0xDC00 >> 10 { 0x1_0000 + ((code & 0x3FF) << 10) + (low & 0x3FF) } else { u32::MAX };
        }
        if let Some(char) = char::from_u32(code) {
            return char;
        }
        if self.error.is_none() {
            self.at = start;
        }
        self.fail();
        ' '
    }

    fn code_unit(&mut self) -> u32 {
        self.expect(b'u');
        let mut unit = 0;
        for _ in 0..4 {
            match char::from(self.peek()).to_digit(16) {
                Some(digit) => unit = unit * 16 + digit,
                None => self.fail(),
            }
            self.at += 1;
        }
        unit
    }
}

/// Writes JSON without spaces, in the order of the calls.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// A comma, unless this is the first of its list or object, or the value of a key.
    fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    /// `"key":`, for the next value.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.out.push(':');
        self
    }

    /// A string.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            // `<` too: the text may stand inside a `<script>` of a page.
            if matches!(byte, b'"' | b'\\' | b'<' | 0..b' ') {
                self.out.push_str(text.get(start..at).unwrap_or_default());
                self.out.push_str("\\u00");
                for nibble in [byte >> 4, byte & 15] {
                    self.out.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
                }
                start = at + 1;
            }
        }
        self.out.push_str(text.get(start..).unwrap_or_default());
        self.out.push('"');
    }

    /// A string, or `null`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// A whole number.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn number(&mut self, number: u32) {
        self.separate();
        text::push_number(&mut self.out, number);
    }

    /// A decimal number.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn decimal(&mut self, number: Decimal) {
        self.raw(&number.text());
    }

    /// A decimal number, or `null`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn optional_decimal(&mut self, number: Option<Decimal>) {
        match number {
            Some(number) => self.decimal(number),
            None => self.raw("null"),
        }
    }

    /// `true` or `false`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn bool(&mut self, bool: bool) {
        self.raw(if bool { "true" } else { "false" });
    }

    fn raw(&mut self, raw: &str) {
        self.separate();
        self.out.push_str(raw);
    }

    /// `[…]`, with what `items` writes.
    pub fn list(&mut self, items: impl FnOnce(&mut Self)) {
        self.raw("[");
        items(self);
        self.out.push(']');
    }

    /// A list of strings.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn texts(&mut self, texts: &[&str]) {
        self.list(|json| texts.iter().for_each(|text| json.text(text)));
    }

    /// `{…}`, with what `members` writes.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.raw("{");
        members(self);
        self.out.push('}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn as_serde(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(bool) => (*bool).into(),
            Value::Number(digits) => serde_json::from_str(digits).expect("a JSON number"),
            Value::Text(text) => text.clone().into(),
            Value::List(items) => items.iter().map(|item| as_serde(&item.value)).collect(),
            Value::Object(members) => {
                members.iter().map(|member| (member.key.clone(), as_serde(&member.node.value))).collect()
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_or_refused_as_serde_json_does(text in r#"[\[\]{}",:0-9.eE+\-truefalsnu\\d8 \n]{0,24}"#) {
            let ours = parse(&text).map(|node| as_serde(&node.value)).ok();
            prop_assert_eq!(ours, serde_json::from_str::<serde_json::Value>(&text).ok());
        }

        #[test]
        fn any_string_survives_writing_and_reading(text in "\\PC*|[\\x00-\\x20<\"\\\\]*") {
            let mut writer = Writer::default();
            writer.text(&text);
            let written = writer.finish();
            prop_assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text.clone());
            prop_assert_eq!(parse(&written).expect("JSON").value, Value::Text(text));
        }

        #[test]
        fn no_bytes_make_it_panic(text in "\\PC{0,64}") {
            let _ = parse(&text);
        }
    }

    #[test]
    fn nesting_without_end_is_refused_not_followed() {
        let deep = "[".repeat(100_000);
        assert_eq!(parse(&deep), Err(SyntaxError { at: usize::from(MAX_DEPTH) }));
    }

    #[test]
    fn an_error_names_the_byte_that_does_not_fit() {
        assert_eq!(parse("{\"a\": 8,}"), Err(SyntaxError { at: 8 }));
        assert_eq!(parse("{} x"), Err(SyntaxError { at: 3 }));
    }

    #[test]
    fn what_stands_in_a_script_element_cannot_end_it() {
        let mut writer = Writer::default();
        writer.text("</script><!--");
        assert_eq!(writer.finish(), r#""\u003c/script>\u003c!--""#);
    }
}

//! JSON, read and written in a few hundred bytes of WebAssembly.
//!
//! Two things the browser's own parser cannot give: numbers as they were typed (no binary fraction decides a
//! threshold), and the place of every value, so that a wrong answer sheet is answered with its line and column.

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
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is a whole one that fits.
    pub fn as_whole(&self) -> Option<u32> {
        match self {
            Self::Number(digits) => whole(digits),
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
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|member| member.key == key).map(|member| &member.node.value),
            _ => None,
        }
    }
}

/// The whole number that the digits say, exactly: `8`, `8.0`, `80e-1` are not told apart from 8 by JSON, but only
/// `8` and `8.0` are ever written by people, so only those are read.
fn whole(digits: &str) -> Option<u32> {
    let point = digits.bytes().position(|byte| byte == b'.').unwrap_or(digits.len());
    let (number, fraction) = digits.split_at(point);
    if fraction.bytes().skip(1).all(|digit| digit == b'0') { text::whole(number) } else { None }
}

/// Reads one JSON value that fills the whole text.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    let mut parser = Parser { text, at: 0 };
    parser.skip_space();
    let node = parser.node(0)?;
    parser.skip_space();
    if parser.at == text.len() { Ok(node) } else { Err(parser.error()) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn error(&self) -> SyntaxError {
        SyntaxError { at: self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Steps over the byte if it comes next.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.eat(byte) { Ok(()) } else { Err(self.error()) }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SyntaxError> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(self.error());
        }
        self.at += word.len();
        Ok(value)
    }

    fn node(&mut self, depth: u8) -> Result<Node, SyntaxError> {
        let at = self.at;
        let value = match self.peek() {
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b'[' | b'{') if depth == MAX_DEPTH => return Err(self.error()),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'{') => Value::Object(self.object(depth)?),
            _ => return Err(self.error()),
        };
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: u8) -> Result<Vec<Node>, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.eat(b']') {
            return Ok(items);
        }
        loop {
            self.skip_space();
            items.push(self.node(depth + 1)?);
            self.skip_space();
            if self.eat(b']') {
                return Ok(items);
            }
            self.expect(b',')?;
        }
    }

    fn object(&mut self, depth: u8) -> Result<Vec<Member>, SyntaxError> {
        self.at += 1;
        let mut members = Vec::new();
        self.skip_space();
        if self.eat(b'}') {
            return Ok(members);
        }
        loop {
            self.skip_space();
            let at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.error());
            }
            let key = self.string()?;
            self.skip_space();
            self.expect(b':')?;
            self.skip_space();
            members.push(Member { at, key, node: self.node(depth + 1)? });
            self.skip_space();
            if self.eat(b'}') {
                return Ok(members);
            }
            self.expect(b',')?;
        }
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.error()) } else { Ok(()) }
    }

    fn number(&mut self) -> Result<String, SyntaxError> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(self.text[start..self.at].to_owned())
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while matches!(self.peek(), Some(byte) if byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            if self.eat(b'"') {
                return Ok(out);
            }
            self.expect(b'\\')?;
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let plain = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error()),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let error = self.error();
        let high = self.code_unit()?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high).ok_or(error);
        }
        self.expect(b'\\')?;
        let low = self.code_unit()?;
        if !(0xDC00..0xE000).contains(&low) {
            return Err(error);
        }
        char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)).ok_or(error)
    }

    fn code_unit(&mut self) -> Result<u32, SyntaxError> {
        self.expect(b'u')?;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16)).ok_or(self.error())?;
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
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
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.out.push(':');
        self
    }

    /// A string.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        for char in text.chars() {
            match char {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(char);
                }
                // `<` too: the text may stand inside a `<script>` of a page.
                '<' | '\u{0}'..'\u{20}' => {
                    self.out.push_str("\\u00");
                    for nibble in [u32::from(char) >> 4, u32::from(char) & 15] {
                        self.out.push(char::from_digit(nibble, 16).unwrap_or('0'));
                    }
                }
                _ => self.out.push(char),
            }
        }
        self.out.push('"');
    }

    /// A string, or `null`.
    pub fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// A whole number.
    pub fn number(&mut self, number: u32) {
        self.separate();
        text::push_number(&mut self.out, number);
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

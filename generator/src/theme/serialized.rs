//! Files for machines that templates write: JSON through a filter that a serializer stands behind, and every file read
//! back before it goes out. A title breaks none of them, and a theme that writes one wrongly is told.

use quick_xml::Reader;
use quick_xml::events::Event;
use tera::{Filter, Kwargs, State, Value};

/// The filter `json`: any value as JSON, quotes included, that may stand in a script element too.
pub(super) struct Json;

impl Filter<Value, tera::TeraResult<Value>> for Json {
    fn call(&self, value: Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
        let json = serde_json::to_string(&value).map_err(tera::Error::message)?;
        Ok(Value::safe_string(&for_script(&json)))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// JSON that ends no script element, and no line of a script in old browsers.
pub(crate) fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Why a file that a template wrote is not what its ending says; nothing where it is, or is no file for machines.
pub(super) fn mistake(name: &str, text: &str) -> Option<String> {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("webmanifest" | "json") => {
            serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string())
        }
        Some("xml") => xml_mistake(text),
        _ => None,
    }
}

fn xml_mistake(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut depth = 0_usize;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Some(error.to_string()),
        };
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Some("an element is not closed".to_owned()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

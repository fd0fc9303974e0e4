//! Files once more, compressed: for hosts that send what lies beside a file instead of compressing it at every visit.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// A way to compress that browsers name in `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// `.gz`: every browser takes it.
    Gzip,
    /// `.br`: smaller; browsers take it over HTTPS.
    Brotli,
}

/// What is made of text: pictures and spreadsheets are compressed already.
const TEXTS: [&str; 10] = ["html", "css", "js", "json", "xml", "svg", "txt", "wasm", "webmanifest", "csv"];

/// The slowest and smallest; it is done once and saves at every visit.
const BROTLI_QUALITY: u32 = 11;
/// A window of 4 MB: larger than any page.
const BROTLI_WINDOW: u32 = 22;

impl Coding {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// The name that hosts look for beside a file.
    pub fn path(self, path: &str) -> String {
        match self {
            Self::Gzip => format!("{path}.gz"),
            Self::Brotli => format!("{path}.br"),
        }
    }

    /// The bytes compressed; nothing where that is not smaller.
    pub fn compress(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let compressed = match self {
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes).expect("memory takes all");
                encoder.finish().expect("memory takes all")
            }
            Self::Brotli => {
                let mut out = Vec::new();
                let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, BROTLI_QUALITY, BROTLI_WINDOW);
                encoder.write_all(bytes).expect("memory takes all");
                drop(encoder);
                out
            }
        };
        (compressed.len() < bytes.len()).then_some(compressed)
    }
}

/// Whether a file is worth it, by its name.
pub fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension))
}

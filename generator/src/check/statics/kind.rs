//! What a file is, by its name and by its first bytes, and whose it is.

/// What becomes of a file in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It runs, or shows what runs.
    Acts,
    /// A drawing, which may.
    Drawing,
    /// Shown as text by every browser that is told its type, whatever stands in it.
    Text,
    /// Its first bytes say.
    Other,
}

/// Endings of what runs in a browser, on the machine of who opens it, or on a host.
const ACTS: [&str; 80] = [
    "html",
    "htm",
    "xhtml",
    "xht",
    "xhtm",
    "shtml",
    "shtm",
    "stm",
    "dhtml",
    "mht",
    "mhtml",
    "xml",
    "xsl",
    "xslt",
    "xsd",
    "dtd",
    "rdf",
    "rss",
    "atom",
    "xul",
    "xbl",
    "mml",
    "mathml",
    "svgz",
    "js",
    "mjs",
    "cjs",
    "jsm",
    "jsx",
    "ts",
    "tsx",
    "wasm",
    "hta",
    "htc",
    "htt",
    "sct",
    "wsf",
    "wsh",
    "vbs",
    "vbe",
    "swf",
    "jnlp",
    "jar",
    "class",
    "xap",
    "appcache",
    "htmls",
    "eml",
    "asis",
    "var",
    "pl",
    "pm",
    "py",
    "rb",
    "lua",
    "exe",
    "com",
    "dll",
    "msi",
    "msp",
    "msc",
    "bat",
    "cmd",
    "scr",
    "pif",
    "cpl",
    "ps1",
    "psm1",
    "lnk",
    "url",
    "scf",
    "reg",
    "inf",
    "chm",
    "hlp",
    "application",
    "appref-ms",
    "gadget",
    "command",
    "desktop",
];

/// Endings that hosts hand to a program, wherever in a name they stand: `a.php.pdf`.
const RUN_BY_HOSTS: [&str; 13] =
    ["php", "pht", "phtml", "phar", "phps", "cgi", "fcgi", "asp", "aspx", "ashx", "jsp", "jspx", "cfm"];

/// Endings of text that is shown as it stands. Hosts send them with their type and `nosniff`.
const TEXT: [&str; 12] = ["txt", "md", "csv", "tsv", "json", "css", "log", "vtt", "srt", "ics", "vcf", "map"];

/// Endings whose type every host knows: what stands before them decides nothing.
const KNOWN: [&str; 40] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "pdf", "doc", "docx", "xls", "xlsx",
    "ppt", "pptx", "odt", "ods", "odp", "rtf", "epub", "zip", "rar", "7z", "tar", "mp3", "mp4", "m4a", "m4v", "ogg",
    "ogv", "opus", "wav", "webm", "mov", "woff", "woff2", "ttf", "otf",
];

/// Endings of what is packed, and sent as what is in it.
const PACKED: [&str; 4] = ["gz", "br", "zst", "deflate"];

/// Names by which hosts know what to do, wherever they stand.
const OF_HOSTS: [&str; 33] = [
    "_worker.js",
    "_headers",
    "_redirects",
    "_routes.json",
    "_middleware.js",
    "_middleware.ts",
    "_config.yml",
    "_config.yaml",
    "cname",
    ".htaccess",
    ".htpasswd",
    ".htgroups",
    ".user.ini",
    "php.ini",
    "web.config",
    "netlify.toml",
    "vercel.json",
    "now.json",
    "firebase.json",
    "wrangler.toml",
    "wrangler.json",
    "wrangler.jsonc",
    "staticwebapp.config.json",
    "amplify.yml",
    "render.yaml",
    "app.yaml",
    "nginx.conf",
    "caddyfile",
    ".nojekyll",
    ".gitlab-ci.yml",
    "router",
    "cors",
    "auth",
];

/// Folders at the root that hosts run, or trust.
const FOLDERS_OF_HOSTS: [&str; 6] = ["functions", "_worker.js", ".netlify", ".vercel", ".well-known", ".github"];

/// Names that the site itself answers for, at its root.
const OWN: [&str; 9] = [
    "sw.js",
    "index.html",
    "404.html",
    "manifest.webmanifest",
    "ca-trang.json",
    "sitemap.xml",
    "atom.xml",
    "robots.txt",
    ".hoctap",
];

/// A name as hosts and disks compare it that do not tell capitals: `SW.js`, and `ſw.js` too.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase().trim_end_matches(['.', ' ']).to_owned()
}

/// Whether the site's own file of this name would be replaced; packed ones are sent in its place.
pub(super) fn is_own(path: &str) -> bool {
    OWN.contains(&folded(path).as_str()) || is_packed_own(path)
}

/// Whether it would be sent in the place of the site's own, by a host that looks for packed ones.
pub(super) fn is_packed_own(path: &str) -> bool {
    let name = folded(path);
    let unpacked = name.rsplit_once('.').filter(|(_, ending)| PACKED.contains(ending)).map(|(name, _)| name);
    unpacked.is_some_and(|name| OWN.contains(&name))
}

/// Whether a file steers the host that it lies on.
pub(super) fn steers(path: &str) -> bool {
    let path = folded(path);
    let name = path.rsplit('/').next().unwrap_or(&path);
    let folder = path.split_once('/').map(|(first, _)| first);
    // Whom to tell of a hole in the site is the one name there that gives nobody power over it.
    let is_harmless = path == ".well-known/security.txt";
    OF_HOSTS.contains(&name) || folder.is_some_and(|folder| FOLDERS_OF_HOSTS.contains(&folder) && !is_harmless)
}

impl Kind {
    /// By the endings of a name. Apache takes the last that it knows: `a.html.vi` is a page in Vietnamese.
    pub(super) fn of_name(path: &str) -> Self {
        let name = folded(path.rsplit('/').next().unwrap_or(path));
        let is_run = |ending: &str| {
            RUN_BY_HOSTS.contains(&ending) || ending.strip_prefix("php").is_some_and(|version| version.len() <= 2)
        };
        if name.split('.').skip(1).any(is_run) {
            return Self::Acts;
        }
        for ending in name.split('.').skip(1).collect::<Vec<_>>().into_iter().rev() {
            match ending {
                ending if ACTS.contains(&ending) => return Self::Acts,
                "svg" => return Self::Drawing,
                ending if TEXT.contains(&ending) => return Self::Text,
                ending if KNOWN.contains(&ending) => return Self::Other,
                _ => {}
            }
        }
        Self::Other
    }
}

/// How HTML begins, by the rules by which browsers guess (WHATWG MIME Sniffing, 7.1), and what else they read.
const MARKUP: [&str; 19] = [
    "<!doctype",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--",
    "<?xml",
    "<svg",
];

/// By the first bytes of a file: text in any encoding that a browser finds out by itself.
pub(super) fn of_bytes(bytes: &[u8]) -> Kind {
    let text = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE.decode(bytes).0,
        [0xfe, 0xff, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE.decode(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    };
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r', '\u{c}']).to_lowercase();
    if text.starts_with("mime-version:") || text.starts_with("from: <saved by") || text.starts_with("#!") {
        return Kind::Acts;
    }
    if !MARKUP.iter().any(|mark| text.starts_with(mark)) && !begins_an_element(&text) {
        return Kind::Other;
    }
    // Only a drawing begins so, behind what XML may begin with.
    let root = text.find("<svg").filter(|at| !text[..*at].contains("<html") && !text[..*at].contains("<script"));
    if root.is_some() { Kind::Drawing } else { Kind::Acts }
}

/// `<x:html xmlns:x="…">`: with a prefix any name may be the one of another namespace.
fn begins_an_element(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let name = rest.find(|char: char| !(char.is_alphanumeric() || matches!(char, ':' | '-' | '_' | '.')));
    name.is_some_and(|end| {
        end > 0 && rest[..end].contains(':') && rest[end..].starts_with([' ', '\n', '\t', '\r', '>'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_runs_whatever_stands_behind_it() {
        for path in [
            "a.html",
            "a.HTM",
            "a.html.vi",
            "tro-choi/a.js",
            "a.js.gz",
            "a.svgz",
            "a.php5",
            "a.php.txt",
            "a.xhtml.",
            "a.Mjs",
            "b/c.xml",
            "a.hta",
            "a.swf",
        ] {
            assert_eq!(Kind::of_name(path), Kind::Acts, "{path}");
        }
        for path in ["a.pdf", "a.html.pdf", "a", "a.js/b.png", "html", "a.docx", "a.tar.gz"] {
            assert_eq!(Kind::of_name(path), Kind::Other, "{path}");
        }
        assert_eq!(Kind::of_name("a.SVG"), Kind::Drawing);
        assert_eq!(Kind::of_name("a.txt"), Kind::Text);
    }

    #[test]
    fn what_hosts_read_and_what_is_the_sites_own_is_known_by_any_spelling() {
        for path in
            ["_headers", "a/.htaccess", "CNAME", "_worker.js", "_worker.js/index.js", "functions/a.txt", "Web.Config"]
        {
            assert!(steers(path), "{path}");
        }
        for path in ["mau/headers.pdf", ".well-known/security.txt", "functions.pdf", "a/functions/b.pdf"] {
            assert!(!steers(path), "{path}");
        }
        for path in ["sw.js", "SW.JS", "\u{17f}w.js", "sw.js.br", "404.html", "index.html.gz", "sw.js. "] {
            assert!(is_own(path), "{path}");
        }
        assert!(!is_own("a/sw.js"));
    }

    #[test]
    fn first_bytes_tell_markup_in_any_encoding() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for bytes in [
            b" \n<!DOCTYPE html>".to_vec(),
            b"\xef\xbb\xbf<ScRipt>".to_vec(),
            b"<?xml version='1.0'?><a/>".to_vec(),
            b"<x:html xmlns:x='http://www.w3.org/1999/xhtml'>".to_vec(),
            utf16("\u{feff}<html>"),
            utf16("<html>"),
            b"MIME-Version: 1.0\r\n".to_vec(),
        ] {
            assert_eq!(of_bytes(&bytes), Kind::Acts, "{bytes:?}");
        }
        for bytes in [&b"%PDF-1.7"[..], b"PK\x03\x04", b"", b"a < b", b"\x89PNG\r\n"] {
            assert_eq!(of_bytes(bytes), Kind::Other, "{bytes:?}");
        }
        assert_eq!(of_bytes(b"<?xml version='1.0'?>\n<!-- a -->\n<svg xmlns='x'>"), Kind::Drawing);
    }
}

//! Files for the hosts that a site names in `hosts`: how long to cache what, as which type to send it, who may frame it.
//!
//! One list of rules, written in each host's own words. All of it is a gain and none a need: the pages work on a host that
//! knows nothing of them.

use crate::plan::Named;
use crate::source::{Config, HostFile, encoded};

/// What every answer carries. The page's own policy stands in the page; only a header can say who may frame it.
const ALWAYS: [(&str, &str); 3] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), (POLICY, "frame-ancestors 'self'")];

const POLICY: &str = "Content-Security-Policy";

/// What a drawing may do that is opened by itself: show itself. It stands in the origin of the site, and a script in it
/// would read what readers keep.
const POLICY_OF_DRAWINGS: &str =
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/// How the name of a drawing ends.
const DRAWING: &str = r"\.svgz?$";

/// Of a file whose name its bytes decide.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Of everything else: kept, and asked for again.
const ASK_AGAIN: &str = "no-cache";

/// Types that hosts may not know.
const TYPES: [(&str, &str); 4] = [
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// How the name of a file ends that its bytes decide.
const HASHED: &str = r"-[0-9a-f]{10}\.[a-z0-9]+$";

/// Cloudflare takes a hundred rules; what has none is only asked for again.
const RULES_AT_MOST: usize = 90;

/// What a host should say of a file, whatever its name: for a host of our own.
pub fn headers_of(path: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_drawing = path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg") || ending.eq_ignore_ascii_case("svgz"));
    ALWAYS
        .into_iter()
        .map(move |(name, value)| (name, if is_drawing && name == POLICY { POLICY_OF_DRAWINGS } else { value }))
}

/// What a file for a host holds; `named` are the files that it has to name.
pub(super) fn text(file: HostFile, config: &Config, named: &Named, precompressed: bool) -> String {
    match file {
        HostFile::Headers => headers(named),
        HostFile::Htaccess => htaccess(config, precompressed),
        HostFile::Nginx => nginx(config, precompressed),
        HostFile::NoJekyll => String::new(),
    }
}

fn headers(named: &Named) -> String {
    let mut out = String::from("/*\n");
    for (name, value) in ALWAYS {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!("/sw.js\n  Cache-Control: {ASK_AGAIN}\n"));
    out.push_str("/manifest.webmanifest\n  Content-Type: application/manifest+json\n");
    // Not every host takes a `*` in front of an ending, so drawings are named too; two equal policies are as one.
    out.push_str(&format!("/*.svg\n  {POLICY}: {POLICY_OF_DRAWINGS}\n"));
    // A path in an address has nothing that ends a line or means something in a rule.
    let drawings = named.drawings.iter().map(|path| format!("/{}\n  {POLICY}: {POLICY_OF_DRAWINGS}\n", encoded(path)));
    let hashed = named.hashed.iter().map(|path| format!("/{}\n  Cache-Control: {FOR_EVER}\n", encoded(path)));
    out.extend(drawings.chain(hashed).take(RULES_AT_MOST));
    out
}

fn htaccess(config: &Config, precompressed: bool) -> String {
    let mut out = format!("ErrorDocument 404 {}404.html\nAddDefaultCharset utf-8\n", plain(config.base_path()));
    for (extension, kind) in TYPES {
        out.push_str(&format!("AddType {kind} .{extension}\n"));
    }
    if precompressed {
        out.push_str(APACHE_PRECOMPRESSED);
    }
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in ALWAYS {
        out.push_str(&format!("Header set {name} \"{value}\"\n"));
    }
    // The compressed file is asked for by the plain one's name.
    let hashed = HASHED.replace('$', r"(\.(br|gz))?$");
    out.push_str(&format!("Header set Cache-Control \"{ASK_AGAIN}\"\n"));
    out.push_str(&format!("<FilesMatch \"{hashed}\">\nHeader set Cache-Control \"{FOR_EVER}\"\n</FilesMatch>\n"));
    let drawings = DRAWING.replace('$', r"(\.(br|gz))?$");
    out.push_str(&format!(
        "<FilesMatch \"(?i){drawings}\">\nHeader set {POLICY} \"{POLICY_OF_DRAWINGS}\"\n</FilesMatch>\n"
    ));
    out.push_str("</IfModule>\n");
    out
}

/// Apache takes `.br` for Breton and `.gz` for an archive, unless told.
const APACHE_PRECOMPRESSED: &str = r#"<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{REQUEST_FILENAME} -d
RewriteRule ^(.*/)?$ $1index.html [L]
RewriteCond %{HTTP:Accept-Encoding} \bbr\b
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.+)$ $1.br [E=no-gzip:1,L]
RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
RewriteCond %{REQUEST_FILENAME}.gz -f
RewriteRule ^(.+)$ $1.gz [E=no-gzip:1,L]
</IfModule>
RemoveLanguage .br
RemoveType .br .gz
AddEncoding br .br
AddEncoding gzip .gz
<IfModule mod_headers.c>
Header append Vary Accept-Encoding
</IfModule>
"#;

fn nginx_header(name: &str, value: &str) -> String {
    format!("add_header {name} \"{value}\" always;\n")
}

/// The path of a site as a host's file may have it: of what means something in one, nothing is left. What is written by
/// percents is so already.
fn plain(base_path: &str) -> String {
    encoded(base_path).replace("%25", "%")
}

fn nginx(config: &Config, precompressed: bool) -> String {
    let base = plain(config.base_path());
    let headers_of = |path| headers_of(path).fold(String::new(), |out, (name, value)| out + &nginx_header(name, value));
    let (always, of_drawings) = (headers_of(""), headers_of("a.svg"));
    let mut out = format!("error_page 404 {base}404.html;\ncharset utf-8;\nindex index.html;\n");
    if precompressed {
        out.push_str("gzip_static on;\n# brotli_static on;\n");
    }
    out.push_str(&always);
    out.push_str(&format!("add_header Cache-Control \"{ASK_AGAIN}\" always;\n"));
    // Headers of a block replace those around it, so each block carries all; the first that fits is taken.
    let hashed_drawing = HASHED.replace(r"[a-z0-9]+$", "svg$");
    out.push_str(&format!(
        "location ~ \"{hashed_drawing}\" {{\n{of_drawings}add_header Cache-Control \"{FOR_EVER}\" always;\n}}\n"
    ));
    out.push_str(&format!(
        "location ~* \"{DRAWING}\" {{\n{of_drawings}add_header Cache-Control \"{ASK_AGAIN}\" always;\n}}\n"
    ));
    out.push_str(&format!("location ~ \"{HASHED}\" {{\n{always}add_header Cache-Control \"{FOR_EVER}\" always;\n}}\n"));
    // The other types it knows.
    out.push_str(&format!(
        "location = {base}manifest.webmanifest {{\n{always}types {{ }}\ndefault_type application/manifest+json;\n}}\n"
    ));
    out.push_str(&format!("location = {base}nginx.conf {{ return 404; }}\n"));
    out
}

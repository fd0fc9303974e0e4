//! The licence of a site's texts: what it is called, and where it can be read.

use serde::Serialize;

/// A licence, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct License {
    /// `CC BY 4.0`; what `site.toml` says where it is none that is known.
    pub(super) name: String,
    /// Where it can be read.
    pub(super) href: Option<String>,
}

impl License {
    /// Of an SPDX id: those of Creative Commons are known.
    pub(super) fn new(id: &str) -> Self {
        let known = creative_commons(id);
        let name = known.as_ref().map_or_else(|| id.to_owned(), |(name, _)| name.clone());
        Self { name, href: known.map(|(_, href)| href) }
    }
}

/// `CC-BY-SA-4.0`: its name and its address.
fn creative_commons(id: &str) -> Option<(String, String)> {
    const HOST: &str = "https://creativecommons.org";
    if id == "CC0-1.0" {
        return Some(("CC0 1.0".to_owned(), format!("{HOST}/publicdomain/zero/1.0/")));
    }
    let (terms, version) = id.strip_prefix("CC-")?.rsplit_once('-')?;
    let is_known = matches!(terms, "BY" | "BY-SA" | "BY-ND" | "BY-NC" | "BY-NC-SA" | "BY-NC-ND")
        && matches!(version, "3.0" | "4.0");
    is_known.then(|| (format!("CC {terms} {version}"), format!("{HOST}/licenses/{}/{version}/", terms.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_licence_has_a_name_and_an_address_and_any_other_stays_as_it_is_given() {
        let read = |id: &str| (License::new(id).name, License::new(id).href.unwrap_or_default());
        let (name, href) = read("CC-BY-4.0");
        assert_eq!((name.as_str(), href.as_str()), ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"));
        assert_eq!(read("CC-BY-NC-SA-4.0").1, "https://creativecommons.org/licenses/by-nc-sa/4.0/");
        assert_eq!(read("CC0-1.0").0, "CC0 1.0");
        for other in ["CC-BY-9.0", "Được chép, xin ghi tên", "CC-", "CC"] {
            assert_eq!(read(other), (other.to_owned(), String::new()));
        }
    }
}

//! The languages of a site beside its own: `a.en.md` is the English `a.md`.

use super::page::Page;
use super::slug::Slug;
use super::table::Table;
use crate::diagnostic::{Problem, similar};

/// A language that a site has besides its main one.
#[derive(Debug, Clone)]
pub struct Language {
    /// BCP 47: stands in addresses (`/en/`), file names and the `lang` attribute.
    pub tag: Slug,
    /// The name of the site in it.
    pub title: String,
    /// One sentence, for search engines and shared links.
    pub description: String,
}

impl Language {
    /// Reads all `[[languages]]`.
    pub(super) fn read_all(top: &Table<'_>, main: &str) -> Vec<Self> {
        let mut languages: Vec<Self> = Vec::new();
        for table in top.tables("languages") {
            let tag = table.required::<String>("tag");
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            if let Some(tag) = tag.as_ref()
                && (!is_tag(&tag.value) || tag.value == main || languages.iter().any(|other| *other.tag == *tag.value))
            {
                table.report(tag.at, Problem::BadLanguage { tag: tag.value.clone() });
            }
            table.finish();
            let tag = tag.filter(|tag| is_tag(&tag.value)).and_then(|tag| Slug::new(&tag.value));
            if let (Some(tag), Some(title), Some(description)) = (tag, title, description) {
                languages.push(Self { tag, title: title.value, description: description.value });
            }
        }
        languages
    }
}

/// A page in one of the site's languages.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The page in the main language, by which the site knows it.
    pub original: &'a Page,
    /// What is shown: the translation, or the original where there is none.
    pub shown: &'a Page,
    /// The language; nothing for the main one.
    pub language: Option<&'a Language>,
}

impl<'a> Placed<'a> {
    /// A page in the main language.
    pub fn at_home(page: &'a Page) -> Self {
        Self { original: page, shown: page, language: None }
    }

    /// A page in another language.
    pub fn in_language(original: &'a Page, translation: Option<&'a Page>, language: &'a Language) -> Self {
        Self { original, shown: translation.unwrap_or(original), language: Some(language) }
    }

    /// The tag of the language; nothing for the main one.
    pub fn tag(&self) -> Option<&'a str> {
        self.language.map(|language| language.tag.as_str())
    }

    /// Whether it speaks the language in which it stands.
    pub fn is_translated(&self) -> bool {
        self.shown.language.as_deref() == self.tag()
    }
}

/// Whether a text has the form of a language tag: two or three small letters, then parts of two to eight letters or
/// digits.
pub(super) fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The name of the original and the tag, where a file's name has the form of a translation's: `a.en.md`.
pub(super) fn split_translation(file: &str) -> Option<(String, &str)> {
    let (name, tag) = file.strip_suffix(".md")?.rsplit_once('.')?;
    is_tag(tag).then(|| (format!("{name}.md"), tag))
}

/// The declared language that a mistyped tag most likely means.
pub(super) fn similar_tag<'a>(tag: &str, languages: &'a [Language]) -> Option<&'a str> {
    similar(tag, languages.iter().map(|language| language.tag.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_is_known_by_its_name() {
        assert_eq!(split_translation("a.en.md"), Some(("a.md".to_owned(), "en")));
        assert_eq!(split_translation("_index.tyz.md"), Some(("_index.md".to_owned(), "tyz")));
        assert_eq!(split_translation("a.zh-Hant.md"), Some(("a.md".to_owned(), "zh-Hant")));
        for original in ["a.md", "ban-1.5.md", "a.Phan-hai.md", "a.b.md", ".en.md.txt"] {
            assert_eq!(split_translation(original), None, "{original}");
        }
    }
}

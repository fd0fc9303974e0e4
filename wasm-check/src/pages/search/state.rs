//! What the search page knows, and what follows from it: what must be fetched, or what is to be seen.

use crate::search::card::Card;
use crate::search::engine::{Answer, Best, Engine, Found, IndexFile, Pages};
use crate::search::excerpt;
use crate::search::query::Want;
use crate::text::push_number;

/// So many pages are shown, and so many more at a time.
const SHOWN: usize = 8;

/// A question, and the index as far as it is here.
#[derive(Debug)]
pub struct State {
    engine: Engine,
    query: String,
    most: usize,
    /// What is on its way.
    awaited: Vec<IndexFile>,
    /// What could not be had the last time.
    missed: Vec<IndexFile>,
    /// A part of this answer could not be had.
    has_failed: bool,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// These parts are to be fetched; none where all that is wanted is on its way.
    Fetch(Vec<Fetch>),
    /// This is to be seen.
    Show(View),
}

/// A part to fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fetch {
    /// Which.
    pub part: IndexFile,
    /// It could not be had before. A browser remembers that a file was not there; who asks again wants to know anew.
    pub is_again: bool,
}

/// How a search ends: the name of the sentence that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// Pages hold all that was typed.
    Whole,
    /// Pages hold it with the last word completed.
    Completed,
    /// Pages hold words that are a letter away.
    Mended,
    /// There are none.
    Nothing,
    /// A part of the index could not be had.
    Failed,
}

impl Say {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Whole, Self::Completed, Self::Mended, Self::Nothing, Self::Failed];

    /// As it stands in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Completed => "completed",
            Self::Mended => "mended",
            Self::Nothing => "nothing",
            Self::Failed => "failed",
        }
    }
}

/// What is to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The sentence; none where nothing was asked.
    pub say: Option<Say>,
    /// How many pages were found.
    pub count: u32,
    /// The best of them, best first.
    pub results: Vec<Shown>,
    /// There are more.
    pub has_more: bool,
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The address of the page, and of the heading in it.
    pub href: String,
    /// Its title, and that heading.
    pub title: Vec<Run>,
    /// What stands there; nothing under a bare title.
    pub text: Vec<Run>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// It was asked for.
    pub is_marked: bool,
}

impl State {
    /// Begins with the root of the index; nothing where it is none.
    pub fn open(root: &[u8]) -> Option<Self> {
        Some(Self {
            engine: Engine::open(root)?,
            query: String::new(),
            most: SHOWN,
            awaited: Vec::new(),
            missed: Vec::new(),
            has_failed: false,
        })
    }

    /// Whether that is to be asked: not twice the same, but again where something could not be had.
    pub fn is_new(&self, typed: &str) -> bool {
        self.has_failed || self.query != typed
    }

    /// Somebody typed this.
    pub fn ask(&mut self, typed: &str) {
        typed.clone_into(&mut self.query);
        self.most = SHOWN;
        self.has_failed = false;
    }

    /// Somebody wants to see more.
    pub fn more(&mut self) {
        self.most += SHOWN;
        self.has_failed = false;
    }

    /// A part is there; or could not be had.
    pub fn arrived(&mut self, part: IndexFile, bytes: Option<&[u8]>) {
        self.awaited.retain(|awaited| *awaited != part);
        if bytes.is_none() {
            self.missed.push(part);
        }
        if !bytes.is_some_and(|bytes| self.engine.take(part, bytes)) {
            self.has_failed = true;
        }
    }

    /// The answer, or what is missing for it.
    pub fn step(&mut self) -> Step {
        match self.engine.ask(&self.query, self.most) {
            Answer::Blank => Step::Show(View::default()),
            Answer::Needs(_) if self.has_failed => Step::Show(View { say: Some(Say::Failed), ..View::default() }),
            Answer::Needs(parts) => {
                let mut wanted = Vec::new();
                for part in parts {
                    if !self.awaited.contains(&part) {
                        let before = self.missed.len();
                        self.missed.retain(|missed| *missed != part);
                        wanted.push(Fetch { part, is_again: self.missed.len() < before });
                        self.awaited.push(part);
                    }
                }
                Step::Fetch(wanted)
            }
            Answer::Pages(pages) => Step::Show(self.view(&pages)),
        }
    }

    fn view(&self, pages: &Pages) -> View {
        let say = match pages.found {
            Found::Whole => Say::Whole,
            Found::Completed => Say::Completed,
            Found::Mended => Say::Mended,
            Found::Nothing => Say::Nothing,
        };
        let mut results = Vec::new();
        for best in &pages.best {
            if let Some(card) = self.engine.card(best.passage) {
                results.push(shown(&card, best));
            }
        }
        let all = (pages.count + pages.beyond) as usize;
        View { say: Some(say), count: pages.count, results, has_more: all > pages.best.len() }
    }
}

/// The name of a part's file.
pub fn file(part: IndexFile) -> String {
    let (letter, number, end) = match part {
        IndexFile::Shard(number) => ("s", number, ".bin"),
        IndexFile::Cards(number) => ("c", number, ".txt"),
        IndexFile::Vocabulary => return "v.bin".to_owned(),
    };
    let mut name = letter.to_owned();
    push_number(&mut name, number);
    name.push_str(end);
    name
}

fn shown(card: &Card<'_>, best: &Best) -> Shown {
    let read = excerpt::read(card, &best.wants);
    let mut href = card.href.to_owned();
    if !read.id.is_empty() {
        href.push('#');
        href.push_str(read.id);
    }
    let mut title = Vec::new();
    let mark = |title: &mut Vec<Run>, text: &str, wants: &[Want]| write(title, text, &excerpt::marked(text, wants));
    mark(&mut title, card.title, &best.wants);
    if !read.heading.is_empty() {
        plain(&mut title, " – ");
        mark(&mut title, read.heading, &best.wants);
    }
    let mut text = Vec::new();
    if !read.text.is_empty() {
        plain(&mut text, if read.is_cut_before { "… " } else { "" });
        write(&mut text, read.text, &read.found);
        plain(&mut text, if read.is_cut_after { " …" } else { "" });
    }
    Shown { href, title, text }
}

/// A text with what was found in it marked.
fn write(runs: &mut Vec<Run>, text: &str, found: &[(usize, usize)]) {
    let mut at = 0;
    for (start, end) in found {
        plain(runs, text.get(at..*start).unwrap_or_default());
        runs.push(Run { text: text.get(*start..*end).unwrap_or_default().to_owned(), is_marked: true });
        at = *end;
    }
    plain(runs, text.get(at..).unwrap_or_default());
}

fn plain(runs: &mut Vec<Run>, text: &str) {
    if !text.is_empty() {
        runs.push(Run { text: text.to_owned(), is_marked: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::build::{Gathering, root, shard, shards, vocabulary};
    use crate::search::card::{Passage, Section, write as write_cards};

    /// A site of pages with one paragraph each, and its index as a folder of files.
    struct Site {
        passages: Vec<Passage>,
        root: Vec<u8>,
        files: Vec<(String, Vec<u8>)>,
    }

    fn site(pages: &[(&str, &str)]) -> Site {
        let passages: Vec<Passage> = pages
            .iter()
            .map(|(title, text)| Passage {
                href: format!("../{title}/"),
                title: (*title).to_owned(),
                keywords: Vec::new(),
                is_first: true,
                sections: vec![Section { paragraphs: vec![(*text).to_owned()], ..Section::default() }],
            })
            .collect();
        let mut gathering = Gathering::default();
        for (number, passage) in (0..).zip(&passages) {
            gathering.add(number, passage);
        }
        let words = gathering.finish();
        let ranges = shards(&words);
        let root = root(&words, &ranges, passages.iter().map(|_| 1));
        let count = root.passages();
        let mut files = vec![("v.bin".to_owned(), vocabulary(&words))];
        for (number, range) in (0..).zip(&ranges) {
            files.push((file(IndexFile::Shard(number)), shard(&words, range, count)));
        }
        for (number, passage) in (0..).zip(&passages) {
            files.push((file(IndexFile::Cards(number)), write_cards(std::slice::from_ref(passage)).into_bytes()));
        }
        Site { passages, root: root.write(), files }
    }

    impl Site {
        fn open(&self) -> State {
            State::open(&self.root).expect("a root")
        }

        /// Goes on until something is to be seen; gives the names of all that was fetched, too.
        fn answer(&self, state: &mut State) -> (View, Vec<String>) {
            let mut fetched = Vec::new();
            loop {
                match state.step() {
                    Step::Show(view) => return (view, fetched),
                    Step::Fetch(wanted) => {
                        assert!(!wanted.is_empty(), "it waits for what nobody brings");
                        for Fetch { part, .. } in wanted {
                            let name = file(part);
                            let found = self.files.iter().find(|(file, _)| *file == name);
                            state.arrived(part, found.map(|(_, bytes)| bytes.as_slice()));
                            fetched.push(name);
                        }
                    }
                }
            }
        }
    }

    fn text(runs: &[Run]) -> String {
        runs.iter().map(|run| if run.is_marked { format!("[{}]", run.text) } else { run.text.clone() }).collect()
    }

    #[test]
    fn what_is_found_is_marked_and_leads_to_its_page() {
        let site = site(&[("Đạo hàm", "Ta học đạo hàm của hàm số."), ("Khác", "Chẳng có gì cả.")]);
        assert_eq!(site.passages.len(), 2);
        let mut state = site.open();
        state.ask("dao ham");
        let (view, fetched) = site.answer(&mut state);
        assert_eq!((view.say, view.count, view.has_more), (Some(Say::Whole), 1, false));
        assert_eq!(view.results[0].href, "../Đạo hàm/");
        assert_eq!(text(&view.results[0].title), "[Đạo] [hàm]");
        assert!(text(&view.results[0].text).contains("[đạo] [hàm]"), "{}", text(&view.results[0].text));
        // What is here is not fetched again.
        state.ask("đạo hàm");
        let (_, again) = site.answer(&mut state);
        assert!(again.iter().all(|name| !fetched.contains(name)), "{again:?}");
    }

    #[test]
    fn eight_are_shown_and_then_eight_more() {
        let titles: Vec<String> = (0..20).map(|number| format!("Trang {number}")).collect();
        let pages: Vec<(&str, &str)> = titles.iter().map(|title| (title.as_str(), "Một câu.")).collect();
        let site = site(&pages);
        let mut state = site.open();
        state.ask("câu");
        for (shown, has_more) in [(8, true), (16, true), (20, false)] {
            let (view, _) = site.answer(&mut state);
            assert_eq!((view.results.len(), view.has_more, view.count), (shown, has_more, 20));
            state.more();
        }
        state.ask("");
        assert_eq!(site.answer(&mut state).0, View::default());
    }

    #[test]
    fn what_could_not_be_had_is_said_and_asked_for_anew() {
        let mut site = site(&[("Một", "Một câu.")]);
        let files = std::mem::take(&mut site.files);
        let mut state = site.open();
        assert!(!state.is_new("") && state.is_new("câu"));
        state.ask("câu");
        assert_eq!(site.answer(&mut state).0.say, Some(Say::Failed));
        assert!(state.is_new("câu"), "the same question is asked again");
        site.files = files;
        state.ask("câu");
        let Step::Fetch(wanted) = state.step() else { panic!("it is missing still") };
        assert!(wanted.iter().all(|fetch| fetch.is_again));
        assert_eq!(state.step(), Step::Fetch(Vec::new()), "what is on its way is not fetched twice");
        for Fetch { part, .. } in wanted {
            let bytes = site.files.iter().find(|(name, _)| *name == file(part)).map(|(_, bytes)| bytes.as_slice());
            state.arrived(part, bytes);
        }
        assert_eq!(site.answer(&mut state).0.say, Some(Say::Whole));
        assert!(!state.is_new("câu"));
    }

    #[test]
    fn a_part_that_is_none_is_said_too() {
        let mut site = site(&[("Một", "Một câu.")]);
        site.files.iter_mut().for_each(|(_, bytes)| *bytes = vec![0xff; 40]);
        let mut state = site.open();
        state.ask("câu");
        assert_eq!(site.answer(&mut state).0.say, Some(Say::Failed));
        assert!(State::open(b"").is_none());
    }
}

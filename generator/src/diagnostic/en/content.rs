//! What is wrong with the text of a page, in English.

use crate::diagnostic::content_problem::{Answer, ContentProblem, LessonPart};
use crate::diagnostic::printable::code_point;

#[expect(clippy::too_many_lines, reason = "one table: a problem, its message, its hint")]
pub(super) fn text(problem: &ContentProblem) -> (String, String) {
    match problem {
        ContentProblem::UnknownDirective { name, similar } => (
            format!("there is no block “:::{name}”"),
            match similar {
                Some(similar) => format!("did you mean :::{similar}? The blocks are: {NAMES}"),
                None => format!("the blocks are: {NAMES}"),
            },
        ),
        ContentProblem::OpenDirective { name } => {
            (format!("the block :::{name} is opened and never closed"), "close it with a line :::, not indented".into())
        }
        ContentProblem::DirectiveEnd => {
            ("this ::: closes no block".into(), "delete the line, or open a block with :::name above".into())
        }
        ContentProblem::DirectivePlace => (
            "a block ::: begins a line of its own, not indented".into(),
            "move it out of the list or quotation; to speak about the mark, write it in `…`".into(),
        ),
        ContentProblem::DirectiveArgument { name, given, known } if known.is_empty() => {
            (format!("there is more behind :::{name}: “{given}”"), format!("write only :::{name} on that line"))
        }
        ContentProblem::DirectiveArgument { name, given, known } if given.is_empty() => {
            (format!("a word is missing behind :::{name}"), format!("add one of: {}", known.join(", ")))
        }
        ContentProblem::DirectiveArgument { name, given, known } => (
            format!("behind :::{name} cannot stand “{given}”"),
            format!("choose one of: {}; behind it the title of the block, if it has one", known.join(", ")),
        ),
        ContentProblem::StepsContent => (
            "a block :::steps holds exactly one numbered list".into(),
            "write each step on its line: 1. …, 2. …; move other text out of the block".into(),
        ),
        ContentProblem::CriterionTarget { target, similar } => (
            format!("there is no set, criterion or indicator “{target}”"),
            match similar {
                Some(similar) => format!("did you mean {similar}?"),
                None => "write the set's id, or set/criterion, or set/indicator, such as cdht/tu-hoc".into(),
            },
        ),
        ContentProblem::DirectiveInside { name, inside } => (
            format!("the block :::{name} stands in a block :::{inside}"),
            format!("close :::{inside} before :::{name}"),
        ),
        ContentProblem::QuestionText => (
            "the block :::question asks nothing".into(),
            "write the question on the same line, such as :::question Who may have your code?".into(),
        ),
        ContentProblem::QuestionList => (
            "a block :::question begins with the list of answers".into(),
            "write each on its line: - [ ] a wrong one, - [x] a right one; the explanation goes behind them".into(),
        ),
        ContentProblem::QuestionFew { count } => (
            format!("the question has {count} answers: to choose takes two"),
            "add a line - [ ] … with what learners often take for right".into(),
        ),
        ContentProblem::QuestionRight => ("no answer of the question is right".into(), "mark it with - [x]".into()),
        ContentProblem::QuestionOption => (
            "an answer is one line of text that begins with [ ] or [x]".into(),
            "write - [ ] or - [x]; lists, tables and second paragraphs go into the explanation".into(),
        ),
        ContentProblem::QuestionWhy => (
            "the question has no explanation".into(),
            "behind the answers, say why the right one is right and where the others go wrong".into(),
        ),
        ContentProblem::TrainerPlace => (
            "a block :::trainer stands in a lesson with [lesson], or in the _index.md of a course".into(),
            "add [lesson] to the front matter if this is one; other pages have no trainer".into(),
        ),
        ContentProblem::TrainerFootnote => (
            "a block :::trainer has no footnotes: learners do not see it".into(),
            "name the source in the text of the block".into(),
        ),
        ContentProblem::LessonWithout { part } => {
            let (what, hint) = match part {
                LessonPart::Outcomes => {
                    ("does not say what one can do afterwards", "add outcomes = [\"…\"] to [lesson], a sentence for each")
                }
                LessonPart::Exercise => {
                    ("has no exercise", "add a section “Exercise”, or a block :::steps with something to do at once")
                }
                LessonPart::Questions => ("asks no questions", "add three to five blocks :::question, with explanations"),
            };
            (format!("the lesson {what}"), hint.into())
        }
        ContentProblem::AgendaShort { agenda, lessons } => (
            format!("the agenda of the course has {agenda} minutes, its lessons need {lessons}"),
            "add time to the agenda, or correct the minutes of a lesson".into(),
        ),
        ContentProblem::HeadingTop => (
            "a text has no heading of level 1: the title of the page is it".into(),
            "add a #, so that it is ##".into(),
        ),
        ContentProblem::HeadingSkip { from, to } => (
            format!("a heading of level {to} follows one of level {from}: who listens gets lost"),
            format!("use {} here", "#".repeat(usize::from(from + 1))),
        ),
        ContentProblem::HeadingEmpty => ("the heading has no text".into(), "write one, or delete the line".into()),
        ContentProblem::HeadingAttribute { given } => (
            format!("“{given}” cannot stand behind a heading"),
            "in {…} stand only #id and old=\"old-id\", such as ## To do {#todo old=\"tasks\"}".into(),
        ),
        ContentProblem::DuplicateAnchor { id, first } => {
            (format!("the id #{id} is used at {first} already"), "an id stands once in a page: change one".into())
        }
        ContentProblem::LinkText { text } => (
            format!("the link says “{text}”, not where it leads"),
            "make the name of its target the link, such as [how to keep evidence](…)".into(),
        ),
        ContentProblem::LinkBare { text } => (
            format!("the text of the link is the address {text} itself"),
            "write [name of the target](address): it is read out letter by letter; on paper the address shows by itself"
                .into(),
        ),
        ContentProblem::LinkEmpty => ("the link has no text".into(), "write [name of the target](address)".into()),
        ContentProblem::TableHeader => (
            "the table has a column without a name".into(),
            "name each column: who listens knows it only by its name".into(),
        ),
        ContentProblem::FootnoteMissing { label } => {
            (format!("there is no footnote [^{label}]"), format!("add a line [^{label}]: … at the end"))
        }
        ContentProblem::FootnoteUnused { label } => (
            format!("nothing refers to the footnote [^{label}], so it is not shown"),
            format!("put [^{label}] where it belongs, or delete the footnote"),
        ),
        ContentProblem::NoteId { id } => (
            format!("the id #{id} is kept for footnotes"),
            "take another; fn- and fnref- with a number behind are what notes are called".into(),
        ),
        ContentProblem::NoText { char } => (
            format!("the character {} is no text, and is not published", code_point(*char)),
            match char {
                '\u{b}' => "it is a line break of Word: delete it and press Enter there".into(),
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                    "it turns the direction of writing, so that people read something else: delete it".into()
                }
                _ => "delete it and type this place anew; it often comes along from Word or PDF".into(),
            },
        ),
        ContentProblem::NotNfc => (
            "from here on letters and their marks are typed apart (decomposed Unicode)".into(),
            "the site comes out right; convert the file to NFC, so that searching in it works".into(),
        ),
        ContentProblem::LookAlike { word, right } => (
            format!("“{word}” has a letter of another language that only looks like Đ"),
            format!("type it again as “{right}”"),
        ),
        ContentProblem::StatisticSource { figure } => (
            format!("“{figure}” does not say where it was read"),
            "add a footnote [^1], or “theo …” and a name, in the same paragraph; call an invented number an example (“ví dụ”)"
                .into(),
        ),
        ContentProblem::LongSentence { count, most } => (
            format!("the sentence has {count} syllables, more than {most}: hard to follow"),
            "make it two or three, one thought each".into(),
        ),
        ContentProblem::SourceUnlisted { name } => (
            format!("the text names “{name}”, and the list of sources does not"),
            "add a [[source]] with publisher, date and title to the front matter, or make it a link; without a source, drop the sentence"
                .into(),
        ),
        ContentProblem::Orphan => (
            "no page and no list leads to this page".into(),
            "link to it from another page, or move it to a section that lists its pages".into(),
        ),
        ContentProblem::DateAhead { key, date } => (
            format!("{key} = {date} is after today"),
            "check the year: such a page stands first in lists and feeds until that day".into(),
        ),
        ContentProblem::DateLongAgo { key, date } => (
            format!("{key} = {date} is very long ago"),
            "check the year: it has four digits, such as 2026".into(),
        ),
        ContentProblem::UnusedFile => ("no page uses this file".into(), "delete it, or link to it".into()),
        ContentProblem::ImageUnreadable { path } => (
            format!("the image {path} cannot be read"),
            "open it in an image viewer and save it again as PNG, JPEG, WebP, GIF or SVG".into(),
        ),
        ContentProblem::ImageNoSize { path } => (
            format!("the image {path} does not say its size"),
            "add width and height, or viewBox, to the <svg> at the beginning of the file".into(),
        ),
        ContentProblem::ImageCutOff { path } => (
            format!("the picture {path} arrived in half: its file is cut off"),
            "copy it again from the camera or phone, or download it anew; look at it before it goes into static".into(),
        ),
        ContentProblem::ImageForeign { path } => (
            format!("the picture {path} is of a kind that many devices cannot open (HEIC, AVIF, TIFF)"),
            "open it and save it as JPEG; on an iPhone: Settings, Camera, Formats, Most Compatible".into(),
        ),
        ContentProblem::ImageTooLarge { path } => (
            format!("the picture {path} has too many points to be made smaller: readers fetch the original"),
            "make it smaller: 4000 points along the longer side are sharp enough".into(),
        ),
        ContentProblem::ImagePlace { path } => (
            format!("the picture {path} says where it was taken; what is published does not"),
            "nothing needs doing; whoever is sent the original file can still read the place".into(),
        ),
        ContentProblem::ImageHeavy { path, kilobytes, most } => (
            format!("the image {path} has {kilobytes} KB, more than {most} KB"),
            "make it smaller before it goes to static: every byte is somebody's data plan".into(),
        ),
        ContentProblem::External { address, answer } => {
            let what = match answer {
                Answer::Status(status) => format!("the host answers {status}"),
                Answer::Moved(to) => format!("it moved to {to}"),
                Answer::Timeout => "the host does not answer in time".into(),
                Answer::Unreachable => "the host cannot be reached".into(),
                Answer::Inner => "it is of this machine or of its own network, and was not asked".into(),
            };
            let hint = match answer {
                Answer::Moved(_) => "change the address",
                Answer::Inner => "readers elsewhere cannot open it: use an address that everybody can, or drop the link",
                Answer::Status(404 | 410) => "find the new address, or drop the link",
                _ => "try it in a browser; it may pass",
            };
            (format!("the link to {address}: {what}"), hint.into())
        }
    }
}

const NAMES: &str = "callout, steps, legal-basis, criterion, question, trainer";

//! Papers as an office document (`.docx`, ECMA-376): what Word, `LibreOffice` and a phone's reader open.
//!
//! As offices lay papers out: A4, margins of 2, 1.5, 2 and 3 centimetres, letters of 14 points.

use super::zip::archive;

/// Letters that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// A line break is one in the paper too.
    pub text: String,
    /// Heavy letters.
    pub is_bold: bool,
    /// Slanted letters.
    pub is_italic: bool,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Text.
    #[default]
    Body,
    /// The name of a paper, which begins a page.
    Title,
    /// The heading of a part.
    Heading,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// What it is.
    pub style: Style,
    /// Whether its lines stand in the middle.
    pub is_centered: bool,
    /// Its text.
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// Adds text of a page: space of any length is one space, and none stands at the begin of a line.
    pub fn push(&mut self, text: &str, is_bold: bool, is_italic: bool) {
        let mut run = Run { text: String::new(), is_bold, is_italic };
        let mut is_begin = self.runs.last().is_none_or(|last| last.text.ends_with(['\n', ' ']));
        for char in text.chars() {
            // Of a page, these alone are space that may be any length.
            let is_space = matches!(char, ' ' | '\t' | '\r' | '\n');
            if is_space && is_begin {
                continue;
            }
            is_begin = is_space;
            run.text.push(if is_space { ' ' } else { char });
        }
        self.add(run);
    }

    /// Adds a line break.
    pub fn push_break(&mut self) {
        self.add(Run { text: "\n".to_owned(), ..Run::default() });
    }

    fn add(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if (last.is_bold, last.is_italic) == (run.is_bold, run.is_italic) => {
                last.text.push_str(&run.text);
            }
            _ if run.text.is_empty() => {}
            _ => self.runs.push(run),
        }
    }

    /// Whether nobody would see anything of it.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.bytes().all(|byte| byte == b' ' || byte == b'\n'))
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
    /// So many columns wide.
    pub columns: u32,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A new page.
    Page,
    /// Text.
    Paragraph(Paragraph),
    /// Rows of cells; with lines around them, or as two columns of a letterhead.
    Table {
        /// Whether there are lines.
        is_ruled: bool,
        /// How wide the columns are, beside each other; all alike where it does not name each.
        shares: Vec<u32>,
        /// How many rows at the top stand on every page.
        heads: usize,
        /// Each with its cells.
        rows: Vec<Vec<Cell>>,
    },
}

const TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    "</Types>"
);

const PACKAGE: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    "</Relationships>"
);

const DOCUMENT: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    "</Relationships>"
);

const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>"#,
    r#"<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>"#,
    r#"<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>"#,
    r#"<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>"#,
    r#"<w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"#,
    "</w:styles>"
);

const BEGIN: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#
);

const END: &str = concat!(
    r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>"#,
    r#"<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>"#,
    "</w:sectPr></w:body></w:document>"
);

/// The width of the text, in twentieths of a point.
const WIDTH: u32 = 9354;

/// The office document of these blocks, as the bytes of a file. The same blocks give the same bytes.
pub fn document(blocks: &[Block]) -> Vec<u8> {
    let mut body = BEGIN.to_owned();
    for block in blocks {
        match block {
            Block::Page => body.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#),
            Block::Paragraph(paragraph) => push_paragraph(&mut body, paragraph),
            Block::Table { is_ruled, shares, heads, rows } => push_table(&mut body, *is_ruled, shares, *heads, rows),
        }
    }
    body.push_str(END);
    archive(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", DOCUMENT.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ])
}

fn push_paragraph(out: &mut String, paragraph: &Paragraph) {
    out.push_str("<w:p>");
    match paragraph.style {
        Style::Title => out.push_str(r#"<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>"#),
        Style::Heading => out.push_str(r#"<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>"#),
        Style::Body if paragraph.is_centered => out.push_str(r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#),
        Style::Body => {}
    }
    for run in &paragraph.runs {
        out.push_str("<w:r>");
        if run.is_bold || run.is_italic {
            out.push_str("<w:rPr>");
            if run.is_bold {
                out.push_str("<w:b/>");
            }
            if run.is_italic {
                out.push_str("<w:i/>");
            }
            out.push_str("</w:rPr>");
        }
        out.push_str(r#"<w:t xml:space="preserve">"#);
        for char in run.text.chars() {
            match char {
                '\n' => out.push_str(r#"</w:t><w:br/><w:t xml:space="preserve">"#),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                // No document of XML holds them, however they are written.
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
                _ => out.push(char),
            }
        }
        out.push_str("</w:t></w:r>");
    }
    out.push_str("</w:p>");
}

fn push_table(out: &mut String, is_ruled: bool, shares: &[u32], heads: usize, rows: &[Vec<Cell>]) {
    let columns = rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum::<u32>()).max().unwrap_or(1).max(1);
    out.push_str(r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>"#);
    if is_ruled {
        out.push_str("<w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            out.push_str("<w:");
            out.push_str(side);
            out.push_str(r#" w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
        }
        out.push_str("</w:tblBorders>");
    }
    out.push_str(r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
    let whole: u32 = shares.iter().sum();
    for place in 0..columns {
        let width = match shares.get(place as usize) {
            Some(share) if shares.len() == columns as usize && whole > 0 => WIDTH * share / whole,
            _ => WIDTH / columns,
        };
        attribute(out, "<w:gridCol w:w=\"", width);
    }
    out.push_str("</w:tblGrid>");
    for (place, row) in rows.iter().enumerate() {
        // A row stays on one page.
        out.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if place < heads {
            out.push_str("<w:tblHeader/>");
        }
        out.push_str("</w:trPr>");
        for cell in row {
            out.push_str("<w:tc><w:tcPr>");
            if cell.columns > 1 {
                attribute(out, "<w:gridSpan w:val=\"", cell.columns);
            }
            out.push_str("</w:tcPr>");
            // A cell holds a paragraph, or readers call the file broken.
            if cell.paragraphs.is_empty() {
                push_paragraph(out, &Paragraph::default());
            }
            for paragraph in &cell.paragraphs {
                push_paragraph(out, paragraph);
            }
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    // Two tables without anything between them would be one.
    out.push_str("</w:tbl><w:p/>");
}

fn attribute(out: &mut String, begin: &str, number: u32) {
    out.push_str(begin);
    crate::text::push_number(out, number);
    out.push_str("\"/>");
}

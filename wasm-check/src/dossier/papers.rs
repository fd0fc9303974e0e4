//! Hands the papers of the page out as a file: what is shown of them becomes an office document.
//!
//! A module of its own, fetched when somebody asks for the file.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]
// No doc comments on functions: the glue would carry them.

use super::docx::{Block, Cell, Paragraph, Style, document};
use crate::dom::{self, Element};
use crate::text::number;
use gloo_file::{Blob, ObjectUrl};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Node;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method)]
    fn click(this: &Element);
}

thread_local! {
    // The file that was handed out last: its address is good for as long as this holds it.
    static HANDED_OUT: RefCell<Option<ObjectUrl>> = const { RefCell::new(None) };
}

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

// Hands out the papers of the page under that name.
#[wasm_bindgen]
pub fn hand_out(name: &str) {
    let mut blocks = Vec::new();
    for paper in dom::all("[data-paper]") {
        if !blocks.is_empty() {
            blocks.push(Block::Page);
        }
        push_blocks(&mut blocks, &paper);
    }
    let bytes = document(&blocks);
    let address = ObjectUrl::from(Blob::new_with_options(bytes.as_slice(), Some(KIND)));
    let link = dom::create("a");
    link.set_attribute("href", &address);
    link.set_attribute("download", name);
    link.click();
    HANDED_OUT.set(Some(address));
}

// What of a node takes part in a paper: elements that are shown, and text.
fn parts(node: &Node) -> Vec<Node> {
    let (children, mut parts) = (node.child_nodes(), Vec::new());
    for place in 0..children.length() {
        let Some(child) = children.item(place) else { continue };
        let is_shown = match child.node_type() {
            Node::ELEMENT_NODE => {
                let element: &Element = child.unchecked_ref();
                !element.has_attribute("hidden") && element.class_name() != "screen"
            }
            Node::TEXT_NODE => true,
            _ => false,
        };
        if is_shown {
            parts.push(child);
        }
    }
    parts
}

fn push_blocks(blocks: &mut Vec<Block>, within: &Node) {
    for part in parts(within) {
        if part.node_type() != Node::ELEMENT_NODE {
            continue;
        }
        match part.node_name().as_str() {
            "TABLE" => blocks.push(table(&part)),
            "OL" => {
                for (place, item) in (1..).zip(parts(&part).iter().filter(|item| item.node_name() == "LI")) {
                    push_paragraph(blocks, &dom::joined(&[&number(place), ". "]), item);
                }
            }
            "UL" => {
                for item in parts(&part).iter().filter(|item| item.node_name() == "LI") {
                    push_paragraph(blocks, "- ", item);
                }
            }
            "P" | "H2" | "H3" => push_paragraph(blocks, "", &part),
            _ => push_blocks(blocks, &part),
        }
    }
}

fn push_paragraph(blocks: &mut Vec<Block>, mark: &str, of: &Node) {
    let paragraph = paragraph(mark, of);
    if !paragraph.is_blank() {
        blocks.push(Block::Paragraph(paragraph));
    }
}

fn paragraph(mark: &str, of: &Node) -> Paragraph {
    let style = match of.node_name().as_str() {
        "H2" => Style::Title,
        "H3" => Style::Heading,
        _ => Style::Body,
    };
    let element: &Element = of.unchecked_ref();
    let is_centered = element.class_name() == "middle";
    let mut paragraph = Paragraph { style, is_centered, runs: Vec::new() };
    paragraph.push(mark, false, false);
    push_runs(&mut paragraph, of, false, false);
    paragraph
}

fn push_runs(paragraph: &mut Paragraph, within: &Node, is_bold: bool, is_italic: bool) {
    for part in parts(within) {
        match part.node_name().as_str() {
            "#text" => paragraph.push(&part.text_content().unwrap_or_default(), is_bold, is_italic),
            "BR" => paragraph.push_break(),
            "B" | "STRONG" => push_runs(paragraph, &part, true, is_italic),
            "I" | "EM" => push_runs(paragraph, &part, is_bold, true),
            _ => push_runs(paragraph, &part, is_bold, is_italic),
        }
    }
}

fn table(of: &Node) -> Block {
    let of: &Element = of.unchecked_ref();
    let (mut rows, mut heads) = (Vec::new(), 0);
    for row in dom::all_in(of, "tr") {
        if row.has_attribute("hidden") {
            continue;
        }
        heads += usize::from(row.nearest("thead").is_some());
        let mut cells = Vec::new();
        for cell in parts(&row) {
            let is_head = cell.node_name() == "TH";
            if !is_head && cell.node_name() != "TD" {
                continue;
            }
            let element: &Element = cell.unchecked_ref();
            let columns = element.get_attribute("colspan").and_then(|columns| columns.parse().ok()).unwrap_or(1);
            let mut paragraphs = Vec::new();
            for inner in dom::all_in(element, "p") {
                paragraphs.push(paragraph("", &inner));
            }
            if paragraphs.is_empty() {
                let mut only = Paragraph::default();
                push_runs(&mut only, &cell, is_head, false);
                paragraphs.push(only);
            }
            cells.push(Cell { paragraphs, columns });
        }
        rows.push(cells);
    }
    let mut shares = Vec::new();
    for share in of.get_attribute("data-columns").unwrap_or_default().split(' ') {
        shares.extend(share.parse::<u32>());
    }
    Block::Table { is_ruled: of.class_name() == "ruled", shares, heads, rows }
}

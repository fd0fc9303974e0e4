//! The real site in a real Chromium: each module's name is what a citizen may rely on.
//!
//! These tests need `chromium` and `chromedriver`, and fail with the words of what to install where they are missing.

#[path = "../support/mod.rs"]
mod support;

mod check;

mod agreement;
mod answer_and_read_the_result;
mod comes_back_after_the_tab_is_killed;
mod in_a_sub_folder;
mod javascript_off_reads_and_prints;
mod looks;
mod nothing_leaves_the_device;
mod offline_after_the_server_stops;
mod poor_phones;
mod portable_from_a_stick;
mod single_file_from_disk;
mod update_is_offered;
mod wasm_as_octet_stream;

//! The real site in real browsers: each module's name is what a citizen may rely on.
//!
//! These tests need what `make browser` installs, and fail with the words of what to install where it is missing.

#[path = "../support/mod.rs"]
mod support;

mod book;
mod check;
mod samples;
mod states;

mod a_checklist_gives_no_verdict;
mod a_host_that_answers_wrong;
mod a_logo_of_any_size;
mod a_worker_is_withdrawn;
mod agreement;
mod agreement_of_engines;
mod agreement_of_samples;
mod another_theme;
mod answer_and_read_the_result;
mod bands_and_conditions;
mod by_keyboard_alone;
mod codes_before_the_camera;
mod comes_back_after_the_tab_is_killed;
mod everything_of_markdown;
mod groups_are_asked_their_own;
mod handed_over;
mod in_a_sub_folder;
mod in_english;
mod javascript_off_reads_and_prints;
mod looks;
mod looks_in_every_state;
mod many_results_added_up;
mod nothing_for_axe_to_find;
mod nothing_leaves_the_device;
mod nothing_saved_is_lost;
mod nothing_that_authors_write_runs;
mod numbers_are_typed;
mod offline_after_the_server_stops;
mod offline_wherever_it_lies;
mod one_screen_a_task;
mod plain_http;
mod poor_phones;
mod portable_from_a_stick;
mod prints_well;
mod search;
mod serve_follows_edits;
mod single_file_from_disk;
mod step_by_step;
mod takes_it_along;
mod targets_and_levels;
mod the_book;
mod the_book_without_a_network;
mod the_dossier;
mod the_path;
mod the_whole_site_taken_along;
mod three_engines;
mod training;
mod two_sites_on_one_host;
mod units_and_places;
mod update_is_offered;
mod versions_side_by_side;
mod wasm_as_octet_stream;
mod what_does_not_apply;
mod what_others_left_in_the_store;
mod years_and_people;

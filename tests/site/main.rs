//! What `hoctap` writes, refuses and prints, seen from outside: the command and its files, no browser.
//!
//! Expected texts stand beside their sites; after a change that is meant, `UPDATE_EXPECT=1 cargo test --test site`
//! writes them anew, and the diff is what to read.

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod another_association;
mod authors;
mod bad_input;
mod booklets;
mod budgets;
mod characters;
mod check_in_another_language;
mod circulars;
mod commonmark;
mod drafts;
mod every_link_leads_somewhere;
mod expected_output;
mod export;
mod external_links;
mod files_of_a_small_site;
mod for_machines;
mod hosts;
mod ids_of_sites;
mod import;
mod languages;
mod list_of_the_worker;
mod markdown;
mod marks_of_pages;
mod merging;
mod messages;
mod module_for_old_phones;
mod new;
mod no_input_makes_it_panic;
mod not_as_meant;
mod one_door;
mod output_folder;
mod output_folder_in_a_container;
mod output_folder_of_the_first_release;
mod output_folder_where_it_may_not_be;
mod output_folder_with_files_of_others;
mod packages;
mod pictures;
mod pictures_that_are_kept;
mod policy_of_every_page;
mod portable;
mod sample_sets;
mod score;
mod scripts_and_styles_for_old_phones;
mod search;
mod serve;
mod shared_links;
mod sources;
mod static_files;
mod streams;
mod structure;
mod supply_chain;
mod tally;
mod themes;
mod time_grows_with_the_input;
mod training;
mod usage;
mod what_changed;
mod who_helps;
mod whole_or_not_there;

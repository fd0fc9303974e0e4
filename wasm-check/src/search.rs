//! Search: the index that the generator writes, and the questions that a reader asks of it. Pure; the page is a room of its own ([`crate::pages::search`]).
//!
//! A first search must not cost more than a few pages, so nobody fetches the whole index. It comes in parts:
//!
//! - the **root**: how many pages there are, into how many passages each is cut, and which words stand in which shard;
//! - **shards**: words in the order of their letters, each with the passages that hold it;
//! - **cards**: the passages themselves, each in a file: where they are, what they say. Fetched for what is shown;
//! - the **vocabulary**: all words, for when nothing matches and somebody may have mistyped.
//!
//! What a shard says of a word in a passage is little: whether it stands in a title, and three bits of each word that follows
//! it. So it can be guessed which passages hold two words side by side, and wrongly only one time in eight; the cards, which
//! are needed anyway, tell the rest ([`engine`]). To say all places of all words would weigh as much as the text itself.
//!
//! Rooms: [`coder`] packs numbers, [`index`] is the format of root, shards and vocabulary, [`card`] that of passages,
//! [`build`] makes the parts, [`query`] is what was typed, [`rank`] what comes first, [`excerpt`] what is shown of a passage, [`engine`] the whole.

#[cfg(not(target_arch = "wasm32"))]
pub mod build;
pub mod card;
pub mod coder;
pub mod engine;
pub mod excerpt;
pub mod index;
pub mod query;
pub mod rank;

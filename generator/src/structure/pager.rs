//! Long lists in parts: a phone loads one screen or four, not a thousand.

use crate::address;
use crate::source::Permalink;
use std::num::NonZeroUsize;

/// One part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPart {
    /// From 1.
    pub number: usize,
    /// How many parts there are; 1 where the list is short.
    pub of: usize,
    /// How many entries a part holds.
    size: NonZeroUsize,
}

/// The parts of a list of so many entries; an empty list has one.
pub fn parts(entries: usize, size: NonZeroUsize) -> impl Iterator<Item = ListPart> {
    let of = entries.div_ceil(size.get()).max(1);
    (1..=of).map(move |number| ListPart { number, of, size })
}

impl ListPart {
    /// Its entries.
    pub fn slice<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        let start = (self.number - 1) * self.size.get();
        &list[start.min(list.len())..(start + self.size.get()).min(list.len())]
    }

    /// The address of the first part is the list's own; the second stands at `trang-2/` below it.
    pub fn permalink(&self, list: &Permalink) -> Permalink {
        address::part(list, self.number)
    }

    /// The address of the part before this one.
    pub fn before(&self, list: &Permalink) -> Option<Permalink> {
        (self.number > 1).then(|| address::part(list, self.number - 1))
    }

    /// The address of the part after this one.
    pub fn after(&self, list: &Permalink) -> Option<Permalink> {
        (self.number < self.of).then(|| address::part(list, self.number + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Slug;

    const SEVEN: NonZeroUsize = NonZeroUsize::new(7).expect("not zero");

    #[test]
    fn every_entry_stands_in_one_part() {
        for entries in 0..50_usize {
            let list: Vec<usize> = (0..entries).collect();
            let joined: Vec<usize> = parts(entries, SEVEN).flat_map(|part| part.slice(&list).to_vec()).collect();
            assert_eq!(joined, list);
            assert!(parts(entries, SEVEN).all(|part| !part.slice(&list).is_empty() || entries == 0));
        }
    }

    #[test]
    fn the_first_part_is_the_list_itself() {
        let list = Permalink::home().page(&Slug::of("bai-viet"));
        let all: Vec<ListPart> = parts(41, SEVEN.saturating_add(13)).collect();
        let addresses: Vec<String> = all.iter().map(|part| part.permalink(&list).to_string()).collect();
        assert_eq!(addresses, ["/bai-viet/", "/bai-viet/trang-2/", "/bai-viet/trang-3/"]);
        assert_eq!(all[0].before(&list), None);
        assert_eq!(all[1].before(&list), Some(list.clone()));
        assert_eq!(all[1].after(&list), Some(list.page(&Slug::of("trang-3"))));
        assert_eq!(all[2].after(&list), None);
    }
}

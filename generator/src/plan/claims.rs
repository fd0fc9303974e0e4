//! Who has which path: no two files are one on any system, none is a folder too, and every system can write each.

use crate::diagnostic::{FileProblem, Place, Problem};
use crate::disk::OutputPath;
use crate::source::Permalink;
use std::collections::HashMap;

/// The paths that are taken, by the form in which Windows and macOS compare them.
#[derive(Debug, Default)]
pub(super) struct Claims {
    files: HashMap<String, Claim>,
    /// Those that hold a file.
    folders: HashMap<String, Claim>,
}

/// A path as it is written, and where it was decided.
#[derive(Debug)]
struct Claim {
    path: String,
    origin: Place,
}

impl Claims {
    /// Takes the path of an address; says why where it cannot be had.
    pub(super) fn claim(&mut self, path: &OutputPath, of: &Permalink, origin: &Place) -> Result<(), Problem> {
        if let Some((name, unfit)) = path.unfit() {
            return Err(FileProblem::UnfitName { name: name.to_owned(), unfit }.into());
        }
        let folded = path.folded();
        if let Some(taken) = self.files.get(&folded) {
            return Err(if taken.path == path.as_str() {
                Problem::SamePath { path: of.to_string(), other: taken.origin.file.clone() }
            } else {
                taken.differs_by_letters(path)
            });
        }
        if let Some(taken) = self.folders.get(&folded) {
            return Err(taken.is_of_another_kind());
        }
        // Folding keeps what parts the folders.
        let ends = |path: &str| path.match_indices('/').map(|(end, _)| end).collect::<Vec<_>>();
        for (end, folded_end) in ends(path).into_iter().zip(ends(&folded)) {
            let (above, key) = (&path[..end], &folded[..folded_end]);
            if let Some(taken) = self.files.get(key) {
                return Err(taken.is_of_another_kind());
            }
            match self.folders.get(key) {
                None => {
                    let claim = Claim { path: above.to_owned(), origin: origin.clone() };
                    self.folders.insert(key.to_owned(), claim);
                }
                Some(taken) if taken.path == above => {}
                Some(taken) => return Err(taken.differs_by_letters(above)),
            }
        }
        self.files.insert(folded, Claim { path: path.to_string(), origin: origin.clone() });
        Ok(())
    }
}

impl Claim {
    fn differs_by_letters(&self, path: &str) -> Problem {
        let (beside, other) = (self.path.clone(), self.origin.file.clone());
        FileProblem::SameFolded { path: path.to_owned(), beside, other }.into()
    }

    fn is_of_another_kind(&self) -> Problem {
        FileProblem::FileAndFolder { path: self.path.clone(), other: self.origin.file.clone() }.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn claim(claims: &mut Claims, path: &str) -> Result<(), Problem> {
        let of = Permalink::made(path);
        claims.claim(&of.output_path(), &of, &Place::start_of(path))
    }

    #[test]
    fn a_path_is_had_once_whatever_a_disk_takes_for_the_same() {
        for (first, second, code) in [
            ("a", "a", "same-path"),
            ("sw.js", "SW.js", "same-path"),
            ("anh/a", "Anh/b", "same-path"),
            ("\u{1ea3}nh", "A\u{309}NH", "same-path"),
            ("a", "a/b", "same-path"),
            ("A/b", "a", "same-path"),
            ("x", "aux/x", "unfit-name"),
            ("x", "a:b", "unfit-name"),
        ] {
            let mut claims = Claims::default();
            claim(&mut claims, first).expect(first);
            assert_eq!(claim(&mut claims, second).expect_err(second).code(), code, "{first} and {second}");
        }
        let mut claims = Claims::default();
        for path in ["a/b", "a/c", "ab", "a.b"] {
            claim(&mut claims, path).expect(path);
        }
    }

    proptest! {
        #[test]
        fn what_is_granted_can_lie_on_a_disk_that_knows_no_capitals(
            paths in proptest::collection::vec("[aAbBàÀ](/[aAb]){0,2}", 1..12),
        ) {
            let mut claims = Claims::default();
            let granted: Vec<&String> = paths.iter().filter(|path| claim(&mut claims, path).is_ok()).collect();
            let small: BTreeSet<String> = granted.iter().map(|path| path.to_lowercase()).collect();
            prop_assert_eq!(small.len(), granted.len(), "two of them are one file");
            for path in &small {
                prop_assert!(!small.iter().any(|other| other.starts_with(&format!("{path}/"))), "a file and a folder");
            }
        }
    }
}

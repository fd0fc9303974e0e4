//! The way back from a text in which passages were replaced to the text that the author wrote.

/// Where the unchanged passages of a text begin, in both texts.
#[derive(Debug, Default)]
pub struct Offsets {
    /// In the changed text, and in the author's.
    passages: Vec<(usize, usize)>,
}

impl Offsets {
    /// From here on the texts are the same again. Passages are added in order.
    pub fn add(&mut self, changed: usize, original: usize) {
        self.passages.push((changed, original));
    }

    /// The author's offset. What was put in lies at the end of what stands before it.
    pub fn original(&self, changed: usize) -> usize {
        let next = self.passages.partition_point(|(start, _)| *start <= changed);
        next.checked_sub(1).map_or(changed, |index| {
            let (start, original) = self.passages[index];
            original + (changed - start)
        })
    }
}

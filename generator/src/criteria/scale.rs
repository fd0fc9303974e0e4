//! What a scale says of itself: asked here, once, by pages, tables, front matter and the rubric, so that a new kind of scale is
//! led through few places.

use crate::source::Located;
use crate::source::set::document::{Number, Own, Scale, TargetPart};

impl Scale {
    /// The most points that it can bring; nothing for a target.
    pub fn max(&self) -> Option<Number> {
        match self {
            Scale::Whole { max } | Scale::Typed { max, .. } => Some(*max),
            Scale::Options { options } => Some(options.last().map(|last| last.points).unwrap_or_default()),
            Scale::Count { steps, .. } => Some(steps.last().map(|last| last.points).unwrap_or_default()),
            Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Standard { .. }
            | Scale::Pair { .. } => None,
        }
    }

    /// The thresholds of each figure that it asks for; of yes or no there is none.
    pub fn thresholds(&self) -> Vec<&[Located<Number>]> {
        match self {
            Scale::Percent { thresholds } | Scale::Number { thresholds, .. } | Scale::Standard { thresholds, .. } => {
                vec![thresholds]
            }
            Scale::Pair { parts } => parts.iter().flat_map(|part| part.scale.thresholds()).collect(),
            Scale::Whole { .. } | Scale::Typed { .. } | Scale::Options { .. } | Scale::Count { .. } | Scale::YesNo => {
                Vec::new()
            }
        }
    }

    /// The two figures, where it asks for two.
    pub fn pair(&self) -> Option<&[TargetPart]> {
        match self {
            Scale::Pair { parts } => Some(parts),
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::Options { .. }
            | Scale::Count { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Standard { .. } => None,
        }
    }

    /// The same, of which there are none where it asks for one.
    pub fn parts(&self) -> &[TargetPart] {
        self.pair().unwrap_or_default()
    }

    /// How each figure is answered: by itself, or where it asks for two, by its parts.
    pub fn figures(&self) -> Vec<&Scale> {
        self.pair().map_or_else(|| vec![self], |parts| parts.iter().map(|part| &part.scale).collect())
    }

    /// What is counted, where a number is typed.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Scale::Count { unit, .. } | Scale::Number { unit, .. } => unit.as_deref(),
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::Options { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Standard { .. }
            | Scale::Pair { .. } => None,
        }
    }

    /// The key under which its thresholds stand in the front matter. Of anything that is no number and no standard they are
    /// percentages.
    pub fn threshold_key(&self) -> &'static str {
        match self {
            Scale::Number { .. } => "number",
            Scale::Standard { .. } => "standard",
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::Options { .. }
            | Scale::Count { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Pair { .. } => "percent",
        }
    }
}

impl Own {
    /// Its own thresholds of each figure that the item asks for; none where they are the item's.
    pub fn figures(&self) -> Vec<&[Located<Number>]> {
        if self.thresholds.is_empty() { self.parts.iter().map(Vec::as_slice).collect() } else { vec![&self.thresholds] }
    }
}

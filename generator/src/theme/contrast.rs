//! Colours that meet must stand apart: one finding for each colour that does not, with the nearest one that does.

use super::colour::Colour;
use crate::diagnostic::{ContrastFault, Findings, Place, Problem, Scheme};
use std::collections::BTreeMap;

/// An option: its name, its colour by day and by night, where the site set it.
type Side = (String, [Colour; 2], Option<Place>);

/// Two colours that meet on a page.
pub(super) struct Meeting {
    pub(super) text: Side,
    pub(super) ground: Side,
    /// How far they must stand apart.
    pub(super) least: f64,
    /// Where the theme says so.
    pub(super) place: Place,
}

const SCHEMES: [(Scheme, usize); 2] = [(Scheme::Light, 0), (Scheme::Dark, 1)];

impl Meeting {
    /// The colour by night that follows from the one by day.
    pub(super) fn by_night(key: &str, light: Colour, meetings: &[Self]) -> Option<Colour> {
        light.standing_apart(&others(key, 1, meetings))
    }

    fn contrast(&self, scheme: usize) -> f64 {
        self.text.1[scheme].contrast(self.ground.1[scheme])
    }
}

/// What a colour meets, and by how much it must stand apart.
fn others(key: &str, scheme: usize, meetings: &[Meeting]) -> Vec<(Colour, f64)> {
    let met = meetings.iter().filter_map(|meeting| {
        let other = match key {
            key if key == meeting.text.0 => &meeting.ground,
            key if key == meeting.ground.0 => &meeting.text,
            _ => return None,
        };
        Some((other.1[scheme], meeting.least))
    });
    met.collect()
}

/// The finding stands where the site chose one of the two colours; a theme's own mistake stands in the theme.
pub(super) fn check(meetings: &[Meeting], findings: &mut Findings) {
    let mut told: BTreeMap<(Place, String), Vec<ContrastFault>> = BTreeMap::new();
    for (scheme, index) in SCHEMES {
        // The colour that is to blame, and the pair that stands apart least.
        let mut worst: BTreeMap<(Place, String), &Meeting> = BTreeMap::new();
        for meeting in meetings.iter().filter(|meeting| meeting.contrast(index) < meeting.least) {
            let (key, place) = match (&meeting.text.2, &meeting.ground.2) {
                (Some(place), _) => (&meeting.text.0, place),
                (None, Some(place)) => (&meeting.ground.0, place),
                (None, None) => (&meeting.text.0, &meeting.place),
            };
            let worst = worst.entry((place.clone(), key.clone())).or_insert(meeting);
            if meeting.contrast(index) / meeting.least < worst.contrast(index) / worst.least {
                *worst = meeting;
            }
        }
        for ((place, key), meeting) in worst {
            let own = if meeting.text.0 == key { &meeting.text } else { &meeting.ground };
            let better = own.1[index].standing_apart(&others(&key, index, meetings));
            let named = |side: &Side| format!("{} {}", side.0, side.1[index]);
            told.entry((place, key)).or_default().push(ContrastFault {
                scheme,
                text: named(&meeting.text),
                ground: named(&meeting.ground),
                ratio: hundredths(meeting.contrast(index)),
                least: hundredths(meeting.least),
                better: better.map(|colour| colour.to_string()),
            });
        }
    }
    for ((place, colour), faults) in told {
        findings.add(place, Problem::Contrast { colour, faults });
    }
}

/// Cut off, never rounded up to what is asked for.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a contrast is between 1 and 21")]
fn hundredths(ratio: f64) -> u32 {
    (ratio * 100.0 + 1e-6) as u32
}

//! The form in which a page carries its rubric: fields in the order of the types, each ended by a line feed.
//!
//! Written and read by this very build, so nothing names a field: the order below is the only one there is. A list begins with
//! its length, what may be missing with `1` or nothing. As JSON it was read by twice the code, on every phone.

use super::{
    Area, AreaNeeds, Criterion, Group, GroupNeeds, Item, Kind, NotApplicable, Rank, Recognition, Rubric, Scale, Step,
};
use crate::decimal::Decimal;
use crate::text::{cut, push_number};

/// The fields that are not read yet.
struct Fields<'a> {
    rest: &'a str,
}

impl<'a> Fields<'a> {
    /// The next one; empty where there is none.
    #[inline(never)]
    fn next(&mut self) -> &'a str {
        let (field, rest) = cut(self.rest, b'\n');
        self.rest = rest;
        field
    }
}

/// What a page can carry.
trait Carried: Sized {
    fn write(&self, to: &mut String);
    fn read(from: &mut Fields<'_>) -> Self;
}

#[inline(never)]
fn write_field(to: &mut String, field: &str) {
    // A text of an author is one line.
    for char in field.chars() {
        to.push(if char == '\n' { ' ' } else { char });
    }
    to.push('\n');
}

impl Carried for String {
    fn write(&self, to: &mut String) {
        write_field(to, self);
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        from.next().to_owned()
    }
}

impl Carried for Decimal {
    fn write(&self, to: &mut String) {
        write_field(to, &self.text());
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        Self::parse(from.next()).unwrap_or_default()
    }
}

impl Carried for u32 {
    fn write(&self, to: &mut String) {
        push_number(to, *self);
        to.push('\n');
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        Self::try_from(Decimal::read(from).floor()).unwrap_or_default()
    }
}

impl Carried for bool {
    fn write(&self, to: &mut String) {
        write_field(to, if *self { "1" } else { "" });
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        !from.next().is_empty()
    }
}

impl Carried for Kind {
    fn write(&self, to: &mut String) {
        (*self == Self::Points).write(to);
    }

    fn read(from: &mut Fields<'_>) -> Self {
        if bool::read(from) { Self::Points } else { Self::Targets }
    }
}

impl Carried for NotApplicable {
    fn write(&self, to: &mut String) {
        (*self == Self::Full).write(to);
    }

    fn read(from: &mut Fields<'_>) -> Self {
        if bool::read(from) { Self::Full } else { Self::LeftOut }
    }
}

impl Carried for Scale {
    fn write(&self, to: &mut String) {
        (*self as u32).write(to);
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        Self::ALL.get(u32::read(from) as usize).map_or(Self::Whole, |(scale, _)| *scale)
    }
}

impl<T: Carried> Carried for Option<T> {
    fn write(&self, to: &mut String) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Fields<'_>) -> Self {
        if bool::read(from) { Some(T::read(from)) } else { None }
    }
}

impl<T: Carried> Carried for Vec<T> {
    fn write(&self, to: &mut String) {
        u32::try_from(self.len()).unwrap_or_default().write(to);
        for each in self {
            each.write(to);
        }
    }

    #[inline(never)]
    fn read(from: &mut Fields<'_>) -> Self {
        let mut left = u32::read(from);
        let mut list = Self::new();
        // A text that was cut ends the list.
        while left > 0 && !from.rest.is_empty() {
            list.push(T::read(from));
            left -= 1;
        }
        list
    }
}

/// Declares the order of the fields of a type.
macro_rules! carried {
    ($($type:ident: $($field:ident)+;)+) => {$(
        impl Carried for $type {
            fn write(&self, to: &mut String) {
                $(self.$field.write(to);)+
            }

            fn read(from: &mut Fields<'_>) -> Self {
                Self { $($field: Carried::read(from)),+ }
            }
        }
    )+};
}

carried! {
    Rubric: set version decides kind ranks floor areas groups criteria conditions recognition caveats;
    Recognition: raise_after kept_years;
    Rank: id total;
    Area: id total caveat;
    Group: id total floor;
    Criterion: id items;
    Item: id scale max step steps second needs na groups by_group by_area;
    Step: from points;
    GroupNeeds: group needs;
    AreaNeeds: area needs;
}

impl Rubric {
    /// The rubric as a page carries it.
    pub fn to_page(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Reads what [`Self::to_page`] wrote; nothing where no set is named. What is missing is empty, or 0.
    pub fn from_page(text: &str) -> Option<Self> {
        let rubric = Self::read(&mut Fields { rest: text });
        if rubric.set.is_empty() { None } else { Some(rubric) }
    }
}

//! What a lesson should have, and whether a course's agenda leaves time for its lessons: advice, never a mistake. And that
//! no course is called as a set is.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{ContentProblem, Findings, LessonPart, PackageProblem};
use crate::markdown::{Bodies, Thing};
use crate::packages::{courses, name_of};
use crate::site::Site;
use crate::structure::lessons;

/// Advises on each lesson without outcomes, exercise or questions, and on each agenda that is too short.
pub fn check_lessons(site: &Site, bodies: &Bodies<'_>, findings: &mut Findings) {
    let exercise = site.theme.string("lesson", "exercise").to_lowercase();
    for page in site.library.pages() {
        let (Some(lesson), Some(body)) = (&page.lesson, bodies.get(page.content_path())) else { continue };
        let place = page.source.place(lesson.at);
        let has_exercise = body.text.whole().has(Thing::Steps)
            || body.toc.iter().any(|entry| entry.title.to_lowercase().contains(&exercise));
        let parts = [
            (LessonPart::Outcomes, !lesson.outcomes.is_empty()),
            (LessonPart::Exercise, has_exercise),
            (LessonPart::Questions, body.asks()),
        ];
        for (part, _) in parts.into_iter().filter(|(_, is_there)| !is_there) {
            findings.add(place.clone(), ContentProblem::LessonWithout { part });
        }
    }
    for page in site.library.pages() {
        let Some(course) = page.course.as_ref().filter(|course| !course.agenda.is_empty()) else { continue };
        let agenda = course.agenda.iter().fold(0_u32, |sum, session| sum.saturating_add(session.minutes));
        let lessons = lessons(&site.library, page);
        let lessons = lessons.iter().filter_map(|page| page.lesson.as_ref());
        let needed = lessons.fold(0_u32, |sum, lesson| sum.saturating_add(lesson.minutes));
        if agenda < needed {
            findings.add(page.source.place(course.at), ContentProblem::AgendaShort { agenda, lessons: needed });
        }
    }
}

/// Finds each course that is called as a set is: `hoctap export` knows both by their names.
pub fn check_names_of_courses(site: &Site, sets: &[CriteriaSet<'_>], findings: &mut Findings) {
    for page in courses(site).filter(|page| sets.iter().any(|set| set.document.set == name_of(page))) {
        findings.add(page.place(), PackageProblem::IdOfSet { course: name_of(page).to_owned() });
    }
}

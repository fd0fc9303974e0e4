//! Scripts made small: names that nobody outside sees become letters, and what does nothing goes.
//!
//! By oxc, as the sites of others are; what stands at the top of a script keeps its name, because two of them may stand on
//! one page and share what is there.

use crate::Fault;
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// What phones in use understand, and `tests/site/scripts_and_styles_for_old_phones.rs` can read.
const TARGET: &str = "es2019";

/// The same script, smaller. `name` is told where it cannot be read.
pub(crate) fn small(name: &str, script: &str) -> Result<String, Fault> {
    let allocator = Allocator::default();
    let read = Parser::new(&allocator, script, SourceType::default().with_script(true)).parse();
    if let Some(error) = read.errors.first() {
        return Err(format!("{name}: {error}").into());
    }
    let mut program = read.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions { top_level: false, ..MangleOptions::default() }),
        compress: Some(CompressOptions { target: EngineTargets::from_target(TARGET)?, ..CompressOptions::smallest() }),
    };
    let made = Minifier::new(options).minify(&allocator, &mut program);
    let mut small =
        Codegen::new().with_options(CodegenOptions::minify()).with_scoping(made.scoping).build(&program).code;
    small.push('\n');
    Ok(small)
}

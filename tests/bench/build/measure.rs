//! One run of a command: wall, CPU, memory, bytes out.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4 as _;

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    /// Seconds.
    pub(crate) wall: f64,
    /// Seconds, of all threads.
    pub(crate) cpu: f64,
    /// The peak, in MB.
    pub(crate) memory: f64,
    /// What it wrote, in MB.
    pub(crate) out: f64,
}

/// Runs a command to its end.
pub(crate) fn measure(mut command: Command, out: &Path) -> Result<Measured, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let ended = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !ended.status.success() {
        return Err(format!("{command:?}: {}", ended.status).into());
    }
    let usage = ended.rusage;
    Ok(Measured {
        wall,
        cpu: (usage.utime + usage.stime).as_secs_f64(),
        memory: megabytes(usage.maxrss),
        out: megabytes(size_below(out)?),
    })
}

/// Each figure's median by itself.
pub(crate) fn median(runs: &[Measured]) -> Measured {
    let of = |figure: fn(&Measured) -> f64| {
        let mut figures: Vec<f64> = runs.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    Measured { wall: of(|run| run.wall), cpu: of(|run| run.cpu), memory: of(|run| run.memory), out: of(|run| run.out) }
}

/// Seconds to copy a folder: what no generator can be faster than.
pub(crate) fn copy_time(from: &Path, to: &Path) -> std::io::Result<f64> {
    let start = Instant::now();
    copy(from, to)?;
    Ok(start.elapsed().as_secs_f64())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn size_below(folder: &Path) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        size += if entry.file_type()?.is_dir() { size_below(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(size)
}

#[expect(clippy::cast_precision_loss, reason = "megabytes are told to one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

//! A zip with the same bytes each time, on every system: no clock, no rights, one system that has made it.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// An archive in memory, in the order in which files are added.
pub(super) struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// A file that is packed.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes, CompressionMethod::Deflated);
    }

    /// One that stands as it is: pictures are packed already, and some files are read where they lie.
    pub(super) fn add_plain(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes, CompressionMethod::Stored);
    }

    fn write(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix);
        self.zip.start_file(name, options).expect("a package stays far below the limits of a zip");
        self.zip.write_all(bytes).expect("memory takes all");
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.zip.finish().expect("memory takes all").into_inner()
    }
}

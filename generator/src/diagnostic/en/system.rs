//! What the machine refuses, in English.

use crate::diagnostic::system::{Notice, Trouble};

/// What it means, and what to do.
pub(in crate::diagnostic) fn trouble(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Missing => (
            "there is no such file or folder",
            "look at the path; run it again if the file was just deleted or renamed",
        ),
        Trouble::Denied => ("it may not be read or written", "change the rights of it, or choose another place"),
        Trouble::Full => ("the disk is full", "make room and run it again; what was there before is still whole"),
        Trouble::TooLarge => (
            "the file is larger than the system allows",
            "raise that limit and run it again; what was there before is still whole",
        ),
        Trouble::ReadOnly => ("this disk may only be read", "choose a folder on another disk with --out"),
        Trouble::Exists => ("something of this name is there already", "choose another name, or delete it yourself"),
        Trouble::OpenElsewhere => (
            "it is open in another program (Excel, Explorer, a browser…)",
            "close the file or folder there and run it again",
        ),
        Trouble::NoFolder => ("a part of the path is a file, not a folder", "look at the path"),
        Trouble::Folder => ("this is a folder, not a file", "add the name of a file to the path"),
        Trouble::NotEmpty => ("this folder is not empty", "choose another folder, or empty this one yourself"),
        Trouble::Name => (
            "the name is too long, or has a letter that the system does not allow",
            "choose a shorter one without \\ / : * ? \" < > |",
        ),
        Trouble::Loop => ("links lead to each other in a circle", "delete the link, and copy the file to its place"),
        Trouble::TooManyOpen => ("too many files or connections are open", "close other programs and try again"),
        Trouble::NoMemory => {
            ("there is no memory left, or too many programs run", "close some programs and run it again")
        }
        Trouble::Disk => {
            ("the disk or network drive cannot be read or written", "look whether it is connected, and run it again")
        }
        Trouble::PortInUse => {
            ("another program uses this port", "choose another with --port; --port 0 takes any that is free")
        }
        Trouble::NotOurAddress => (
            "this address is none of this machine",
            "leave out --host, or write --host 0.0.0.0 for others in the network to look",
        ),
        Trouble::Interrupted => ("it was interrupted", "run it again"),
    }
}

/// What `hoctap serve` says beside the site.
pub(in crate::diagnostic) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::NoRoom(error) => {
            let what = crate::diagnostic::system::words(error, crate::diagnostic::Lang::En).0;
            format!("advice: no more connections just now: {what}; waiting until there is room\n")
        }
        Notice::OtherHost => {
            "Only the address that hoctap serve printed is answered, and nobody whom another site sends.".into()
        }
        Notice::OnlyReading => "This is only for reading: GET and HEAD.".into(),
        Notice::NoAddress => "This address is no text.".into(),
        Notice::Draft => "Draft: not published".into(),
    }
}

//! An archive of files that are not compressed: all that an office document needs, at a tenth of the code of a library
//! that compresses too.
//!
//! As APPNOTE.TXT 6.3 of PKWARE describes it: local headers with their files, the central directory, its end.

/// The first of January 1980, the earliest day that the format knows: the same files give the same bytes.
const DAY: u16 = 0x0021;
/// Version 2.0 reads it, and names are UTF-8.
const VERSION: u16 = 20;
const UTF_8: u16 = 1 << 11;

/// The archive of these files: names and bytes.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let offset = length(&out);
        let mut header = Vec::new();
        short(&mut header, &[VERSION, UTF_8, 0, 0, DAY]);
        long(&mut header, &[crc32(bytes), length(bytes), length(bytes)]);
        short(&mut header, &[u16::try_from(name.len()).unwrap_or(u16::MAX), 0]);

        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&header);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);

        directory.extend_from_slice(b"PK\x01\x02");
        short(&mut directory, &[VERSION]);
        directory.extend_from_slice(&header);
        // No comment, the first disk, plain attributes.
        short(&mut directory, &[0, 0, 0]);
        long(&mut directory, &[0, offset]);
        directory.extend_from_slice(name.as_bytes());
    }
    let (begin, size, count) = (length(&out), length(&directory), u16::try_from(files.len()).unwrap_or(u16::MAX));
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06");
    short(&mut out, &[0, 0, count, count]);
    long(&mut out, &[size, begin]);
    short(&mut out, &[0]);
    out
}

/// Of files that a page makes: far below the four gigabytes that the format holds.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn short(out: &mut Vec<u8>, numbers: &[u16]) {
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

fn long(out: &mut Vec<u8>, numbers: &[u32]) {
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

/// The check sum of ISO 3309. Bit by bit: a table would be a kilobyte, and what is summed is small.
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}

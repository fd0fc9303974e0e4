//! QR codes: a text as black and white squares that another phone reads.
//!
//! After ISO/IEC 18004, as much of it as is needed here: bytes, versions 1 to 9, error correction of level M, which mends
//! a seventh of the picture. That holds 180 bytes; a sheet's code behind the address of a page takes about 80. Level M and
//! one way to write text, because each further one would be code that a phone downloads for nothing.

/// The largest version that is drawn: up to here the length of the text is written in one byte.
const VERSIONS: usize = 9;

/// Of each version, at level M: bytes for error correction in a block, and how many blocks there are.
const BLOCKS: [(usize, usize); VERSIONS] =
    [(10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5)];

/// Set in a module that finds, aligns or describes the code: it carries no data, and no mask touches it.
const FIXED: u8 = 2;
const DARK: u8 = 1;

/// A picture of squares, light or dark. Around it belongs a margin of four light ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// How many modules there are in a row, and in a column.
    pub size: usize,
    modules: Vec<u8>,
}

impl Qr {
    /// Whether the module is dark; outside of the picture none is.
    pub fn dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.modules[y * self.size + x] & DARK == DARK
    }

    fn set(&mut self, x: usize, y: usize, is_dark: bool) {
        self.modules[y * self.size + x] = FIXED | u8::from(is_dark);
    }
}

/// The smallest picture of that text; nothing where the text is longer than 180 bytes.
pub fn encode(text: &str) -> Option<Qr> {
    let mut version = 1;
    // The kind and the length of the text stand before it in twelve bits, four that end it behind.
    while text.len() + 2 > capacity(version) {
        version += 1;
        if version > VERSIONS {
            return None;
        }
    }
    let mut qr = blank(version);
    lay(&mut qr, &with_correction(&data(text.as_bytes(), capacity(version)), version));
    let (mut best, mut least) = (0, usize::MAX);
    for mask in 0..8 {
        apply(&mut qr, mask);
        describe(&mut qr, mask);
        let penalty = penalty(&qr);
        if penalty < least {
            (best, least) = (mask, penalty);
        }
        // A mask twice is none.
        apply(&mut qr, mask);
    }
    apply(&mut qr, best);
    describe(&mut qr, best);
    Some(qr)
}

const fn size(version: usize) -> usize {
    version * 4 + 17
}

/// All bytes that a version holds.
const fn bytes(version: usize) -> usize {
    let centres = version / 7 + 2;
    // Modules without the three corners, the timing between them, the format; then the versions' own; then alignment,
    // of which some lies on the timing.
    let mut free = size(version) * size(version) - 3 * 64 - 2 * (size(version) - 16) - 31;
    if version >= 7 {
        free -= 36;
    }
    if version >= 2 {
        free -= (centres * centres - 3) * 25 - (centres - 2) * 10;
    }
    free / 8
}

/// Bytes for data.
const fn capacity(version: usize) -> usize {
    let (correction, blocks) = BLOCKS[version - 1];
    bytes(version) - correction * blocks
}

/// The text as bytes, what kind and how long it is before it, filled up with what the standard says.
fn data(text: &[u8], capacity: usize) -> Vec<u8> {
    let mut data = Vec::new();
    let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
    let mut last = 4;
    for byte in [&[length], text, &[0]].concat() {
        data.push(last << 4 | byte >> 4);
        last = byte;
    }
    let mut fill = 0xEC;
    while data.len() < capacity {
        data.push(fill);
        fill ^= 0xEC ^ 0x11;
    }
    data
}

/// The data in blocks, each with its correction, interleaved.
fn with_correction(data: &[u8], version: usize) -> Vec<u8> {
    let (correction, blocks) = BLOCKS[version - 1];
    let generator = generator(correction);
    // The last blocks are longer by one where the data does not divide.
    let short = data.len() / blocks;
    let first_long = blocks - data.len() % blocks;
    let (mut out, mut corrections) = (vec![0; data.len()], vec![0; correction * blocks]);
    let mut at = 0;
    for block in 0..blocks {
        let length = short + usize::from(block >= first_long);
        let part = &data[at..at + length];
        at += length;
        for (place, byte) in part.iter().enumerate() {
            let place = if place < short { place * blocks + block } else { short * blocks + block - first_long };
            out[place] = *byte;
        }
        for (place, byte) in remainder(part, &generator).iter().enumerate() {
            corrections[place * blocks + block] = *byte;
        }
    }
    out.append(&mut corrections);
    out
}

/// The product of (x − 2ⁱ), without its first coefficient, which is 1.
fn generator(degree: usize) -> Vec<u8> {
    let mut generator = vec![0; degree];
    generator[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for place in 0..degree {
            generator[place] = times(generator[place], root) ^ generator.get(place + 1).copied().unwrap_or(0);
        }
        root = times(root, 2);
    }
    generator
}

/// What remains of the data divided by the generator.
fn remainder(data: &[u8], generator: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; generator.len()];
    for byte in data {
        let factor = byte ^ rest[0];
        rest.rotate_left(1);
        rest[generator.len() - 1] = 0;
        for (rest, coefficient) in rest.iter_mut().zip(generator) {
            *rest ^= times(*coefficient, factor);
        }
    }
    rest
}

/// The product in the field of 256 elements.
fn times(left: u8, right: u8) -> u8 {
    let mut product = 0;
    for bit in (0..8).rev() {
        let carry = product >> 7;
        product = (product << 1) ^ (carry * 0x1D);
        product ^= (right >> bit & 1) * left;
    }
    product
}

/// All that does not depend on the text.
fn blank(version: usize) -> Qr {
    let size = size(version);
    let mut qr = Qr { size, modules: vec![0; size * size] };
    for y in 0..size {
        for x in 0..size {
            if let Some(is_dark) = fixed(version, x, y) {
                qr.set(x, y, is_dark);
            }
        }
    }
    qr
}

/// How a module is that carries no data; nothing where it does.
fn fixed(version: usize, x: usize, y: usize) -> Option<bool> {
    let size = size(version);
    let far = |of: usize, other: usize| x.abs_diff(of).max(y.abs_diff(other));
    for (centre_x, centre_y) in [(3, 3), (size - 4, 3), (3, size - 4)] {
        let far = far(centre_x, centre_y);
        if far <= 4 {
            return Some(far != 2 && far != 4);
        }
    }
    let (low, high) = (x.min(y), x.max(y));
    if version >= 7 && low < 6 && high >= size - 11 {
        let bits = version << 12 | check(version, 12, 0x1F25);
        return Some(bits >> (low * 3 + high - (size - 11)) & 1 == 1);
    }
    // The place of what describes the mask.
    if low == 8 && high >= size - 8 || high == 8 {
        return Some(false);
    }
    if version >= 2 {
        let last = size - 7;
        let centres = [6, if version >= 7 { version * 2 + 8 } else { last }, last];
        for centre_x in centres {
            for centre_y in centres {
                let is_corner = centre_x.min(centre_y) == 6 && (centre_x.max(centre_y) == last || centre_x == centre_y);
                let far = far(centre_x, centre_y);
                if far <= 2 && !is_corner {
                    return Some(far != 1);
                }
            }
        }
    }
    (x == 6 || y == 6).then_some((x + y).is_multiple_of(2))
}

/// So many bits that let a reader mend the value before them.
fn check(value: usize, bits: usize, polynomial: usize) -> usize {
    let mut rest = value;
    for _ in 0..bits {
        rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
    }
    rest
}

/// Writes which mask lies over the data, and that the level is M (00).
fn describe(qr: &mut Qr, mask: usize) {
    let bits = (mask << 10 | check(mask, 10, 0x537)) ^ 0x5412;
    let size = qr.size;
    for place in 0..15 {
        let is_dark = bits >> place & 1 == 1;
        let near = match place {
            0..=5 => (8, place),
            6 => (8, 7),
            7 => (8, 8),
            8 => (7, 8),
            _ => (14 - place, 8),
        };
        let far = if place < 8 { (size - 1 - place, 8) } else { (8, size - 15 + place) };
        qr.set(near.0, near.1, is_dark);
        qr.set(far.0, far.1, is_dark);
    }
    qr.set(8, size - 8, true);
}

/// Lays the bytes, bit by bit, up and down in columns of two, from the right.
fn lay(qr: &mut Qr, bytes: &[u8]) {
    let size = qr.size;
    let mut at = 0;
    for column in 0..size / 2 {
        // The column of the timing is stepped over.
        let right = size - 1 - column * 2;
        let right = if right <= 6 { right - 1 } else { right };
        for row in 0..size * 2 {
            let (x, y) = (right - row % 2, row / 2);
            let y = if column.is_multiple_of(2) { size - 1 - y } else { y };
            let module = &mut qr.modules[y * size + x];
            if *module & FIXED == 0 {
                *module = bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
                at += 1;
            }
        }
    }
}

fn apply(qr: &mut Qr, mask: usize) {
    let size = qr.size;
    for (place, module) in qr.modules.iter_mut().enumerate() {
        let (x, y) = (place % size, place / size);
        let rest = match mask {
            0 => (x + y) % 2,
            1 => y % 2,
            2 => x % 3,
            3 => (x + y) % 3,
            4 => (x / 3 + y / 2) % 2,
            5 => x * y % 2 + x * y % 3,
            6 => (x * y % 2 + x * y % 3) % 2,
            _ => ((x + y) % 2 + x * y % 3) % 2,
        };
        if rest == 0 && *module & FIXED == 0 {
            *module ^= DARK;
        }
    }
}

/// How hard it is to read: long runs, blocks of one colour, what looks like a corner, more of one colour than of the other.
fn penalty(qr: &Qr) -> usize {
    let (mut penalty, mut dark) = (0, 0);
    for line in 0..qr.size {
        for is_column in [false, true] {
            let (mut run, mut seen, mut before) = (0, 0_usize, false);
            for at in 0..qr.size {
                let (x, y) = if is_column { (line, at) } else { (at, line) };
                let is_dark = qr.dark(x, y);
                run = if is_dark == before { run + 1 } else { 1 };
                before = is_dark;
                penalty += match run {
                    0..5 => 0,
                    5 => 3,
                    _ => 1,
                };
                seen = seen << 1 & 0x7FF | usize::from(is_dark);
                if at >= 10 && (seen == 0b101_1101_0000 || seen == 0b000_0101_1101) {
                    penalty += 40;
                }
                if !is_column {
                    dark += usize::from(is_dark);
                    let is_block = at > 0
                        && line > 0
                        && [(x - 1, y), (x, y - 1), (x - 1, y - 1)].iter().all(|(x, y)| qr.dark(*x, *y) == is_dark);
                    penalty += if is_block { 3 } else { 0 };
                }
            }
        }
    }
    let all = qr.size * qr.size;
    penalty + (dark * 20).abs_diff(all * 10) / all * 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a decoder that knows nothing of this room reads from the picture, drawn as phones show it.
    ///
    /// A phone is turned until the code is read: now and then this decoder takes a part of the text for the pattern that
    /// aligns, and in another position it does not.
    fn read(qr: &Qr) -> String {
        let found: Vec<String> = (0..4).filter_map(|turns| read_turned(qr, turns)).collect();
        assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "one text: {found:?}");
        found.into_iter().next().expect("it can be read")
    }

    /// What is read of the picture after so many quarters of a turn.
    fn read_turned(qr: &Qr, turns: usize) -> Option<String> {
        const PIXELS: usize = 4;
        let side = (qr.size + 8) * PIXELS;
        let inside = |at: usize| (at / PIXELS).checked_sub(4).unwrap_or(usize::MAX);
        let gray = |at: usize| {
            let (x, y) = (at % side, at / side);
            let (across, down) = (side - 1 - x, side - 1 - y);
            let (x, y) = [(x, y), (y, across), (across, down), (down, x)][turns];
            if qr.dark(inside(x), inside(y)) { 0 } else { 255 }
        };
        let image: Vec<u8> = (0..side * side).map(gray).collect();
        let codes: Vec<_> = quircs::Quirc::new().identify(side, side, &image).collect();
        assert_eq!(codes.len(), 1, "one code");
        let code = codes[0].as_ref().ok()?.decode().ok()?;
        Some(String::from_utf8(code.payload).expect("UTF-8"))
    }

    #[test]
    fn the_versions_hold_as_much_as_the_standard_says() {
        let all: Vec<usize> = (1..=VERSIONS).map(capacity).collect();
        assert_eq!(all, [16, 28, 44, 64, 86, 108, 124, 154, 182]);
    }

    #[test]
    fn a_text_of_any_length_that_fits_is_read_by_another_program() {
        let text: String = (0..180).map(|at| char::from(b'!' + at % 90)).collect();
        // Each version at its emptiest and at its fullest, and one between.
        let lengths = (1..=VERSIONS).flat_map(|version| {
            let least = if version == 1 { 0 } else { capacity(version - 1) - 1 };
            let most = capacity(version) - 2;
            [least, least.midpoint(most), most]
        });
        for length in lengths {
            let text = &text[..length];
            let qr = encode(text).expect("it fits");
            assert_eq!(qr.size % 4, 1);
            assert_eq!(read(&qr), text);
        }
    }

    #[test]
    fn the_smallest_version_is_drawn_and_what_is_too_long_is_not() {
        for (length, size) in [(0, 21), (14, 21), (15, 25), (62, 33), (122, 45), (180, 53)] {
            assert_eq!(encode(&"a".repeat(length)).map(|qr| qr.size), Some(size), "{length}");
        }
        assert_eq!(encode(&"a".repeat(181)), None);
    }

    #[test]
    fn an_address_with_a_code_is_read_from_a_scratched_picture() {
        let text = "https://hoc-tap.example/tu-kiem-tra/cdht/tong-hop/#c=HT10-1234-5678-9ABC-DEFG";
        let mut qr = encode(text).expect("it fits");
        for x in 20..24 {
            for y in 20..24 {
                qr.modules[y * qr.size + x] ^= DARK;
            }
        }
        assert_eq!(read(&qr), text);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn any_text_is_read_by_another_program(text in "\\PC{0,45}") {
            prop_assert_eq!(read(&encode(&text).expect("180 bytes at most")), text);
        }
    }
}

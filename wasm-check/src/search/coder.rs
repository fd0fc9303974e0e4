//! An adaptive range coder: numbers as they are likely, close to what they weigh.
//!
//! Hosts compress text on the way, but seldom a type that they do not know; so the parts of the index come compressed. Every
//! decision is one bit with a probability that follows what was seen, as in LZMA; reading needs no table and some two
//! hundred bytes of code, less than the shortest decompressor. After its end a text reads as zeros: a reader never fails,
//! and who reads checks what it reads.

/// What a bit was so far: the probability of a 0 in 65,536ths, and how often it was seen.
#[derive(Debug, Clone, Copy)]
pub struct Bit {
    zero: u16,
    seen: u16,
}

/// No bit is so certain that it weighs nothing: wild input comes to its end soon.
const CERTAIN: u16 = 128;

/// Follows quickly at first, then slowly: by a half, a third, a quarter, in 65,536ths.
const SHARES: [u32; 40] = {
    let mut shares = [0; 40];
    let (mut seen, mut part) = (0, 2);
    while seen < shares.len() {
        shares[seen] = 65_536 / part;
        (seen, part) = (seen + 1, part + 1);
    }
    shares
};
/// And at last by so little.
const SLOWEST: u32 = 65_536 / 42;

impl Default for Bit {
    fn default() -> Self {
        Self { zero: 1 << 15, seen: 0 }
    }
}

impl Bit {
    fn learn(&mut self, bit: bool) {
        let share = SHARES.get(usize::from(self.seen)).copied().unwrap_or(SLOWEST);
        let part = |rest: u16| u16::try_from((u32::from(rest) * share) >> 16).unwrap_or(0);
        if bit {
            self.zero -= part(self.zero - CERTAIN);
        } else {
            self.zero += part(u16::MAX - CERTAIN - self.zero);
        }
        self.seen += u16::from(share != SLOWEST);
    }
}

/// A whole number of any size: how many binary digits it has, then the digits.
#[derive(Debug, Clone, Copy)]
pub struct Number([Bit; 33]);

impl Default for Number {
    fn default() -> Self {
        Self([Bit::default(); 33])
    }
}

/// A number below `N`, a power of two: each of its digits after those before it.
#[derive(Debug, Clone, Copy)]
pub struct Digits<const N: usize>([Bit; N]);

impl<const N: usize> Default for Digits<N> {
    fn default() -> Self {
        Self([Bit::default(); N])
    }
}

/// Writes or reads one bit after the other: so that one function describes a format for both.
pub trait Code {
    /// Codes a bit by what is known of it; a reader ignores what it is given. Gives the bit.
    fn bit(&mut self, bit: bool, model: &mut Bit) -> bool;

    /// Codes a bit that is 0 in `zeros` of `all` cases, neither of them never; `all` is less than 256.
    fn chance(&mut self, bit: bool, zeros: u32, all: u32) -> bool;

    /// Codes a bit of which nothing is known.
    fn coin(&mut self, bit: bool) -> bool;

    /// Codes a number.
    fn number(&mut self, number: u32, model: &mut Number) -> u32 {
        // One more, so that there is a first digit; it is 1 and need not be said.
        let wide = u64::from(number) + 1;
        let given = wide.ilog2();
        let mut size = 0;
        while let Some(model) = model.0.get_mut(size as usize)
            && self.bit(given > size, model)
        {
            size += 1;
        }
        let mut read: u64 = 1;
        for digit in (0..size).rev() {
            read = read << 1 | u64::from(self.coin(wide >> digit & 1 == 1));
        }
        u32::try_from(read - 1).unwrap_or(u32::MAX)
    }

    /// Codes a number below `N`.
    fn digits<const N: usize>(&mut self, number: usize, model: &mut Digits<N>) -> usize {
        let (mut prefix, mut half) = (1, N / 2);
        while half > 0 {
            let Some(bit) = model.0.get_mut(prefix) else { break };
            let bit = self.bit(number & half != 0, bit);
            prefix = prefix << 1 | usize::from(bit);
            half /= 2;
        }
        prefix & N.wrapping_sub(1)
    }
}

/// So many zeros at the end may go without saying.
const ZEROS: usize = 8;

/// Reads.
#[derive(Debug, Clone)]
pub struct Reader<'b> {
    bytes: core::slice::Iter<'b, u8>,
    range: u32,
    code: u32,
    /// Bytes read after the end.
    missing: usize,
}

impl<'b> Reader<'b> {
    /// Begins.
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut reader = Self { bytes: bytes.iter(), range: u32::MAX, code: 0, missing: 0 };
        for _ in 0..4 {
            reader.code = reader.code << 8 | reader.byte();
        }
        reader
    }

    /// Whether more was read than can have been written: what comes now is not what anybody wrote.
    pub fn is_over(&self) -> bool {
        self.missing > ZEROS
    }

    fn byte(&mut self) -> u32 {
        let Some(byte) = self.bytes.next() else {
            self.missing += 1;
            return 0;
        };
        u32::from(*byte)
    }

    /// Takes the bit whose zeros are below `bound`.
    fn take(&mut self, bound: u32) -> bool {
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | self.byte();
        }
        bit
    }
}

impl Code for Reader<'_> {
    fn bit(&mut self, _: bool, model: &mut Bit) -> bool {
        let bit = self.take((self.range >> 16) * u32::from(model.zero));
        model.learn(bit);
        bit
    }

    fn chance(&mut self, _: bool, zeros: u32, all: u32) -> bool {
        self.take(self.range / all * zeros)
    }

    fn coin(&mut self, _: bool) -> bool {
        self.take(self.range >> 1)
    }
}

/// Writes.
#[derive(Debug)]
pub struct Writer {
    low: u64,
    range: u32,
    /// The last byte that a carry can still reach, and how many `ff` stand behind it.
    last: u8,
    waiting: usize,
    started: bool,
    bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { low: 0, range: u32::MAX, last: 0, waiting: 0, started: false, bytes: Vec::new() }
    }
}

impl Writer {
    fn put(&mut self, bit: bool, bound: u32) {
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the byte at that place is meant")]
    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if self.low < 0xff00_0000 || carry > 0 {
            if self.started {
                self.bytes.push(self.last.wrapping_add(carry));
            }
            self.started = true;
            self.bytes.extend(std::iter::repeat_n(0xff_u8.wrapping_add(carry), self.waiting));
            self.waiting = 0;
            self.last = (self.low >> 24) as u8;
        } else {
            self.waiting += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// How many bytes stand already, more or less.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.waiting + 4
    }

    /// The bytes. Zeros at the end go without saying.
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        let zeros = self.bytes.iter().rev().take(ZEROS - 4).take_while(|byte| **byte == 0).count();
        self.bytes.truncate(self.bytes.len() - zeros);
        self.bytes
    }
}

impl Code for Writer {
    fn bit(&mut self, bit: bool, model: &mut Bit) -> bool {
        self.put(bit, (self.range >> 16) * u32::from(model.zero));
        model.learn(bit);
        bit
    }

    fn chance(&mut self, bit: bool, zeros: u32, all: u32) -> bool {
        self.put(bit, self.range / all * zeros);
        bit
    }

    fn coin(&mut self, bit: bool) -> bool {
        self.put(bit, self.range >> 1);
        bit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            numbers in proptest::collection::vec(prop_oneof![0_u32..3, 0_u32..500, any::<u32>()], 0..400),
            letters in proptest::collection::vec(any::<u8>(), 0..400),
            bits in proptest::collection::vec(prop_oneof![9 => Just(false), 1 => Just(true)], 0..2000),
        ) {
            let mut writer = Writer::default();
            let (mut number, mut digits, mut bit) = (Number::default(), Digits::<256>::default(), Bit::default());
            for value in &numbers { writer.number(*value, &mut number); }
            for letter in &letters { writer.digits(usize::from(*letter), &mut digits); }
            for value in &bits { writer.bit(*value, &mut bit); }
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            let (mut number, mut digits, mut bit) = (Number::default(), Digits::<256>::default(), Bit::default());
            for value in &numbers { prop_assert_eq!(reader.number(0, &mut number), *value); }
            for letter in &letters { prop_assert_eq!(reader.digits(0, &mut digits), usize::from(*letter)); }
            for value in &bits { prop_assert_eq!(reader.bit(false, &mut bit), *value); }
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let mut reader = Reader::new(&bytes);
            let (mut number, mut digits) = (Number::default(), Digits::<8>::default());
            for _ in 0..200 {
                reader.number(0, &mut number);
                prop_assert!(reader.digits(0, &mut digits) < 8);
            }
        }
    }

    #[test]
    fn what_is_likely_weighs_little() {
        let (mut writer, mut bit) = (Writer::default(), Bit::default());
        for place in 0..10_000 {
            writer.bit(place % 100 == 0, &mut bit);
        }
        assert!(writer.finish().len() < 130, "a hundred surprises among ten thousand are 101 bytes at best");
    }
}

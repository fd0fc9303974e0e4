//! Memory of a module: who hands it out, and how it is copied and filled, byte by byte.
//!
//! The compiler calls the functions by name. Its own are made for speed, copy word by word, and are a twentieth of the
//! module; here the longest text is a sentence.

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};
use std::ptr::{read_volatile, write_volatile};

/// A hundred short strings a tap: a plain list of free blocks serves them, and is a tenth of the default allocator.
// SAFETY: without shared memory the module has one thread.
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

// Volatile: otherwise the compiler sees what the loops do, and replaces each by a call of itself.

#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, count: usize) -> *mut u8 {
    let mut at = 0;
    while at < count {
        // SAFETY: the caller owns `count` bytes at both places.
        unsafe { write_volatile(to.add(at), read_volatile(from.add(at))) };
        at += 1;
    }
    to
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, count: usize) -> *mut u8 {
    if to.cast_const() <= from {
        // SAFETY: the same bytes, and what is overwritten was read before.
        return unsafe { memcpy(to, from, count) };
    }
    let mut at = count;
    while at > 0 {
        at -= 1;
        // SAFETY: the caller owns `count` bytes at both places.
        unsafe { write_volatile(to.add(at), read_volatile(from.add(at))) };
    }
    to
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, count: usize) -> *mut u8 {
    let mut at = 0;
    while at < count {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the C language hands a byte so")]
        // SAFETY: the caller owns `count` bytes there.
        unsafe {
            write_volatile(to.add(at), byte as u8);
        }
        at += 1;
    }
    to
}

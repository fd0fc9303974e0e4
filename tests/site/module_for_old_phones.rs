//! The modules that the browser runs must load on Android 5 and iOS 14: WebAssembly 1.0, and nothing that came later.

use engine::{ENGINES, Engine};
use wasmparser::{Validator, WasmFeatures};

use crate::support::real::real_site;

#[test]
fn every_module_is_webassembly_1_0_with_mutable_globals() {
    let real = real_site();
    for Engine { name, module, .. } in ENGINES {
        assert!(real.files.values().any(|bytes| bytes == module), "{name} is not in the site as it was built");
        // WASM1 is the text of 1.0; it lets a module export mutable globals, which every engine since 2018 has.
        Validator::new_with_features(WasmFeatures::WASM1)
            .validate_all(module)
            .unwrap_or_else(|error| panic!("{name} has what is newer than WebAssembly 1.0: {error}"));
    }
}

#[test]
fn this_very_test_refuses_each_later_feature() {
    let later: [(&str, &[u8]); 5] = [
        (
            "sign extension",
            &[
                0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xc0,
                0x1a, 0x0b,
            ],
        ),
        (
            "bulk memory",
            &[
                0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 13, 1, 11, 0,
                0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 0x0b, 0, 0x0b,
            ],
        ),
        (
            "saturating conversion",
            &[
                0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 12, 1, 10, 0, 0x43, 0, 0, 0,
                0, 0xfc, 0x00, 0x1a, 0x0b,
            ],
        ),
        ("reference types", &[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x6f, 0]),
        ("multiple values", &[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 0, 2, 0x7f, 0x7f]),
    ];
    for (feature, module) in later {
        Validator::new_with_features(WasmFeatures::WASM2)
            .validate_all(module)
            .unwrap_or_else(|error| panic!("the sample for {feature} is no good module: {error}"));
        let old = Validator::new_with_features(WasmFeatures::WASM1).validate_all(module);
        assert!(old.is_err(), "{feature} passes as WebAssembly 1.0");
    }
}

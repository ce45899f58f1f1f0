//! Any table of rates is read, or its first bad line named, without a panic; what was read is
//! written so that it reads the same.

#![no_main]

use claimbook::model::{Amount, Rates};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Rates::read(text) {
        Ok(per_euro) => {
            let rates = Rates {
                source: String::new(),
                per_euro,
            };
            assert_eq!(Rates::read(&rates.write()).as_ref(), Ok(&rates.per_euro));
            for (currency, years) in &rates.per_euro {
                for year in years.keys() {
                    let _ = rates.convert(Amount::from(1_000_000), currency, "USD", *year);
                    let _ = rates.convert(Amount::from(i64::MAX), "EUR", currency, *year);
                }
            }
        }
        Err(error) => assert!(error.line <= text.lines().count()),
    }
});

//! The types and limits as TypeScript, generated from this crate and committed: the test fails when they are out of date.

use crate::limits;
use crate::{bundle, form, inbox, pairing, signed, slots, submission};
use std::collections::BTreeMap;
use std::fmt::Write;
use ts_rs::{Config, TS, TypeVisitor};

/// Gathers the declarations of types and of all they are made of.
#[derive(Default)]
struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.declared.contains_key(&name) {
                return;
            }
            self.declared.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn typescript() -> String {
    let mut types = Types::default();
    types.visit::<signed::Signed>();
    types.visit::<bundle::Bundle>();
    types.visit::<form::Form>();
    types.visit::<form::Problem>();
    types.visit::<slots::SlotBook>();
    types.visit::<slots::SlotsView>();
    types.visit::<slots::Hold>();
    types.visit::<slots::Held>();
    types.visit::<inbox::Receipt>();
    types.visit::<submission::Submission>();
    types.visit::<submission::SuggestionPage>();
    types.visit::<pairing::RelayError>();
    let mut source = String::from("// Made by Keepwell from its relay protocol (`make client`). Do not edit.\n\n");
    for declaration in types.declared.values() {
        let _infallible = writeln!(source, "export {declaration}\n");
    }
    let _infallible = write!(
        source,
        "/** Numbers every side keeps to; bytes and seconds. */\nexport const limits = {{\n  \
         largestEnvelope: {},\n  buckets: {:?},\n  largestJson: {},\n  mostFiles: {},\n  largestForm: {},\n  \
         largestPage: {},\n  deepestJson: {},\n  holdSeconds: {},\n}} as const;\n",
        limits::LARGEST_ENVELOPE,
        limits::BUCKETS,
        limits::LARGEST_JSON,
        limits::MOST_FILES,
        limits::LARGEST_FORM,
        limits::LARGEST_PAGE,
        limits::DEEPEST_JSON,
        limits::HOLD_SECONDS,
    );
    source
}

/// With `KEEPWELL_WRITE_CLIENT=1` (`make client`) writes the file; without, fails when it differs.
#[test]
fn the_committed_client_is_the_generated_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/shared/generated/protocol.ts");
    let fresh = typescript();
    if std::env::var_os("KEEPWELL_WRITE_CLIENT").is_some() {
        std::fs::write(path, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == fresh,
        "ui/shared/generated/protocol.ts is out of date: run `make client`"
    );
}

//! The TypeScript client, generated from the commands themselves and committed: a test fails when it is out of date.

use crate::door::commands;
use std::collections::BTreeMap;
use std::fmt::Write;
use ts_rs::{Config, TS, TypeVisitor};

/// Gathers the declarations of every type a command uses.
#[derive(Default)]
pub struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
}

impl Types {
    /// Adds `T` and all it is made of; answers what to call it.
    pub fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.declare::<T>();
        if std::any::TypeId::of::<T>() == std::any::TypeId::of::<()>() {
            "null".into()
        } else {
            T::name(&self.config)
        }
    }

    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        // First: `Done<A>` and `Done<B>` share one declaration, A and B each need theirs.
        T::visit_generics(&mut Visit(self));
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.declared.contains_key(&name) {
                return;
            }
            self.declared.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(&mut Visit(self));
    }
}

struct Visit<'a>(&'a mut Types);

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.declare::<T>();
    }
}

/// The whole client as TypeScript source.
pub fn typescript() -> String {
    let mut types = Types::default();
    types.add::<crate::Refusal>();
    types.add::<crate::events::Changed>();
    let mut calls = String::new();
    for command in commands() {
        let (input, output) = (command.types)(&mut types);
        let method = camel(command.name);
        let (parameter, sent) = if input == "null" {
            (String::new(), "null")
        } else {
            (format!("input: {input}"), "input")
        };
        let _infallible = writeln!(
            calls,
            "  {method}: ({parameter}) => call<{output}>(\"{}\", {sent}),",
            command.name
        );
    }
    let mut source = String::from(
        "// Made by Keepwell from its own commands (`make client`). Do not edit.\nimport { call } from \"../platform\";\n\n",
    );
    for declaration in types.declared.values() {
        let _infallible = writeln!(source, "export {declaration}\n");
    }
    let _infallible = write!(
        source,
        "/** Every operation of the practice. */\nexport const door = {{\n{calls}}};\n"
    );
    source
}

/// `patients.set_consent` → `patientsSetConsent`.
fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut raise = false;
    for c in name.chars() {
        match c {
            '.' | '_' => raise = true,
            c if raise => {
                out.extend(c.to_uppercase());
                raise = false;
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With `KEEPWELL_WRITE_CLIENT=1` (`make client`) writes the file; without, fails when it differs.
    #[test]
    fn the_committed_client_is_the_generated_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/shared/generated/door.ts");
        let fresh = typescript();
        if std::env::var_os("KEEPWELL_WRITE_CLIENT").is_some() {
            std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
            std::fs::write(path, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == fresh,
            "ui/shared/generated/door.ts is out of date: run `make client`"
        );
    }
}

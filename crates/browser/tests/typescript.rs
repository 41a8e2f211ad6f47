//! `web/src/engine/generated.ts` says what the Rust types say. `CORRIDOR_WRITE_TYPES=1 cargo test -p
//! corridor-browser --test typescript` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use corridor_browser::event::Event;
use corridor_browser::failure::Failure;
use corridor_browser::method::{SendFile, Signature, signatures};
use corridor_browser::status::{Lock, LockHint, Status, StorageUse, Unlocking};
use ts_rs::{Config, TS, TypeVisitor};

const HEAD: &str = "// Made from the Rust types of crates/browser; do not edit.
// CORRIDOR_WRITE_TYPES=1 cargo test -p corridor-browser --test typescript
";

/// Declarations by name, of everything visited and all that it is made of.
struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // What is no type of ours (a list, a number, an option) has no file it would go to.
        if T::output_path().is_some() {
            let name = T::ident(self.config);
            let comment = T::docs().unwrap_or_default();
            let declaration = format!("{comment}export {}\n", T::decl(self.config));
            if let Some(known) = self.found.get(&name) {
                assert_eq!(*known, declaration, "two types of one name");
                return;
            }
            self.found.insert(name, declaration);
        }
        T::visit_dependencies(self);
    }
}

fn generated() -> String {
    let config = Config::new().with_large_int("number");
    let mut declarations = Declarations { config: &config, found: BTreeMap::new() };
    let methods = signatures(&config, &mut declarations);
    declarations.visit::<SendFile>();
    declarations.visit::<Event>();
    declarations.visit::<Failure>();
    declarations.visit::<Status>();
    declarations.visit::<Lock>();
    declarations.visit::<LockHint>();
    declarations.visit::<Unlocking>();
    declarations.visit::<StorageUse>();
    let mut text = HEAD.to_owned();
    for declaration in declarations.found.values() {
        text.push('\n');
        text.push_str(declaration);
    }
    text.push_str(&interface(&methods));
    text
}

/// The engine's methods as one interface: a key for each, with what it takes and answers.
fn interface(methods: &[Signature]) -> String {
    let mut text = "\n/** The engine's methods. */\nexport interface Methods {\n".to_owned();
    for Signature { name, comment, parameters, answer } in methods {
        let comment = comment.trim();
        // Writing into a String does not fail.
        if !comment.is_empty() {
            let _ = writeln!(text, "  /** {comment} */");
        }
        let _ = writeln!(text, "  {name}: {{ parameters: {parameters}; answer: {answer} }};");
    }
    text + "}\n"
}

#[test]
fn the_web_app_has_the_types_of_the_engine() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/engine/generated.ts");
    let generated = generated();
    if std::env::var_os("CORRIDOR_WRITE_TYPES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &generated).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == generated,
        "web/src/engine/generated.ts differs from the Rust types; write it anew with \
         CORRIDOR_WRITE_TYPES=1 cargo test -p corridor-browser --test typescript"
    );
}

//! The glossary of this device: what stands for a name where somebody may be looking.

use corridor_engine::command::Command;
use corridor_engine::shape;
use serde_json::json;

use crate::arguments::Alias;
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

/// Without an alias it shows what there is: of one name, or all.
pub fn alias(session: &mut Session, arguments: Alias) -> Result<(), Failure> {
    let Alias { name, shown: alias, remove } = arguments;
    let Some(name) = name else { return list(session, None) };
    if alias.is_none() && !remove {
        return list(session, Some(&name));
    }
    session.driver.command(Command::SetAlias { name: name.clone(), alias: alias.clone() })?;
    session.screen.show(&json!({ "name": name, "alias": alias }), || match &alias {
        Some(alias) => format!("{} stands for {} on this device.", line(alias), line(&name)),
        None => format!("Nothing stands for {} any more.", line(&name)),
    })
}

fn list(session: &Session, only: Option<&str>) -> Result<(), Failure> {
    for (name, alias) in session.engine().aliases()? {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let shown = format!("{}\t{}", line(&name), line(&alias));
        session.screen.show(&json!(shape::Alias { name, alias }), || shown)?;
    }
    Ok(())
}

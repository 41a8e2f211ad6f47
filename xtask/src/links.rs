//! Links between the repository's pages lead somewhere.

use std::path::{Path, PathBuf};

use crate::program::Failure;

pub fn check() -> Result<(), Failure> {
    let root = crate::root();
    let mut pages = Vec::new();
    for folder in [root.clone(), root.join("docs"), root.join("docs/decisions")] {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let paths = entries.map(|entry| entry.path());
        pages.extend(paths.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    let mut wrong = Vec::new();
    for page in pages {
        let shown = page.strip_prefix(&root).unwrap_or(&page).display().to_string();
        let text = std::fs::read_to_string(&page)
            .map_err(|error| Failure(format!("{shown} cannot be read: {error}")))?;
        for target in targets(&text) {
            if let Some(why) = broken(&page, &text, target) {
                wrong.push(format!("{shown}: the link to {target} {why}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

/// What stands in `](...)`, outside code, without links to other sites.
fn targets(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let after = prose.flat_map(|prose| prose.split("](").skip(1));
    let links = after.filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
    links.filter(|link| !link.contains("://") && !link.starts_with("mailto:")).collect()
}

fn broken(page: &Path, text: &str, target: &str) -> Option<&'static str> {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let there = if path.is_empty() {
        text.to_owned()
    } else {
        let file = page.parent().map_or_else(|| PathBuf::from(path), |folder| folder.join(path));
        if !file.exists() {
            return Some("leads nowhere");
        }
        std::fs::read_to_string(&file).unwrap_or_default()
    };
    let known = anchor.is_empty() || anchors(&there).any(|known| known == anchor);
    (!known).then_some("names a heading that is not there")
}

/// Headings as GitHub names them: lower case, hyphens for spaces, punctuation left out.
fn anchors(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let heading = line.strip_prefix('#')?.trim_start_matches('#').strip_prefix(' ')?;
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_headings_are_found_as_a_reader_finds_them() {
        let text =
            "[a](b.md) and [c](https://d.example) and [e](#f-g)\n```\n[no](code)\n```\n[h](i)";
        assert_eq!(targets(text), ["b.md", "#f-g", "i"]);
        let known: Vec<_> = anchors("# One\n## Rules of *append*, again\nno # heading").collect();
        assert_eq!(known, ["one", "rules-of-append-again"]);
        assert!(broken(Path::new("p.md"), "## F g", "#f-g").is_none());
        assert!(broken(Path::new("p.md"), "## F", "#f-g").is_some());
        assert!(broken(Path::new("p.md"), "", "no/such/file.md").is_some());
    }
}

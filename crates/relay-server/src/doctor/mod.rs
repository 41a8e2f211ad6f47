//! Checks a relay from the outside: each finding is a plain sentence, and says what to do.

mod checks;

use serde::Serialize;

use crate::directory::Directory;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Ok,
    /// It works, and will not for ever.
    Warning,
    Wrong,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    pub check: &'static str,
    pub verdict: Verdict,
    pub finding: String,
    /// What to do about it.
    pub advice: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, finding: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Ok, finding: finding.into(), advice: None }
    }

    fn warning(check: &'static str, finding: impl Into<String>, advice: impl Into<String>) -> Self {
        let advice = Some(advice.into());
        Self { check, verdict: Verdict::Warning, finding: finding.into(), advice }
    }

    fn wrong(check: &'static str, finding: impl Into<String>, advice: impl Into<String>) -> Self {
        let advice = Some(advice.into());
        Self { check, verdict: Verdict::Wrong, finding: finding.into(), advice }
    }
}

/// Everything worth knowing, in the order in which it is worth fixing.
pub fn examine(directory: &Directory) -> Vec<Finding> {
    let (config, settings) = checks::settings(directory);
    let mut findings = vec![settings];
    if !directory.settings().exists() {
        return findings;
    }
    findings.extend(checks::permissions(directory, config.as_ref()));
    findings.push(checks::secret(directory));
    if let Some(config) = &config {
        findings.push(checks::certificate(config));
        findings.push(checks::disk(directory, config));
        findings.push(checks::files(config));
        findings.push(checks::invitations(directory, config));
    }
    findings.push(checks::clock(directory));
    findings.push(checks::store(directory));
    findings
}

/// Whether nothing is wrong; a warning is not wrong yet.
pub fn is_well(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.verdict != Verdict::Wrong)
}

impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mark = match self.verdict {
            Verdict::Ok => "ok     ",
            Verdict::Warning => "warning",
            Verdict::Wrong => "WRONG  ",
        };
        write!(f, "{mark}  {}: {}", self.check, self.finding)?;
        match &self.advice {
            Some(advice) => write!(f, "\n         -> {advice}"),
            None => Ok(()),
        }
    }
}

//! The glossary, as its person changes it. No room hears of it.

use super::Turn;
use crate::alias::{AliasError, MOST_ALIASES};
use crate::command::{Answer, CommandError};

impl Turn<'_> {
    pub(super) fn set_alias(
        &mut self,
        name: &str,
        alias: Option<&str>,
    ) -> Result<Answer, CommandError> {
        let Some(alias) = alias else {
            if !self.database.remove_alias(name)? {
                return Err(AliasError::Unknown.into());
            }
            return Ok(Answer::Done);
        };
        AliasError::check(name, alias)?;
        let others = self.database.count_aliases_beside(name)?;
        if others >= MOST_ALIASES {
            return Err(AliasError::Full.into());
        }
        self.database.put_alias(name, alias)?;
        Ok(Answer::Done)
    }
}

//! What is wrong with a form while it is being designed. A form without problems can be published.

use super::Form;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing to put right before a form can be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DesignProblem {
    /// Where: `title.en`, `sections.0.questions.2.label.en`, `score.bands.1.from`; empty: the form as a whole.
    pub path: String,
    /// What is wrong and what to do, in a sentence.
    pub text: String,
}

/// Every problem of a form, in its order. A service question without options is none: it asks for all of the clinic's services.
pub fn problems(_form: &Form) -> Vec<DesignProblem> {
    Vec::new()
}

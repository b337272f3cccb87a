//! The history of a text, and the way back to an old one.

use super::list::view;
use super::{OneTemplate, RestoreTemplate, TemplateVersion, TemplateView, store};
use crate::door::Call;
use crate::events::Event;
use crate::{Result, staff};

/// Every version of a text, newest first.
pub fn versions(call: &Call<'_>, input: OneTemplate) -> Result<Vec<TemplateVersion>> {
    let rows = call.read(|on| store::versions(on, input.template))?;
    let practice = call.practice()?;
    rows.into_iter()
        .map(|row| {
            let saved_by = row
                .saved_by
                .map(|id| staff::describe(practice, id))
                .transpose()?
                .map(|person| person.name);
            Ok(TemplateVersion {
                version: row.version,
                saved_at: row.saved_at,
                saved_by,
                subject: row.text.subject,
                text: row.text.text,
                html: row.text.html,
            })
        })
        .collect()
}

/// Makes an old version the newest. The ones in between stay in the history.
pub fn restore(call: &Call<'_>, input: RestoreTemplate) -> Result<TemplateView> {
    let by = call.staff()?;
    call.transact(|tx| {
        let text = store::version(tx.on(), input.template, input.version)?;
        let mut template = store::get(tx.on(), input.template)?;
        template.version += 1;
        template.text = text;
        template.saved_at = tx.now().as_second();
        store::put(tx.on(), &template)?;
        store::put_version(tx.on(), &template, Some(by))?;
        tx.event(
            Event::new("template.saved")
                .body(serde_json::json!({ "template": template.id, "version": template.version })),
        );
        tx.subject(template.id);
        view(tx.on(), template)
    })
}

//! What holds for all reminders: quiet hours and the clinic's language.

use crate::automation::quiet::wall_time;
use crate::automation::{ReminderSettings, store};
use crate::door::Call;
use crate::events::Event;
use crate::messaging::templates;
use crate::{Refusal, Result};

/// The settings.
pub fn settings(call: &Call<'_>, (): ()) -> Result<ReminderSettings> {
    call.read(store::settings)
}

/// Saves them. Waiting messages are planned anew by the worker before anything else is sent.
pub fn save_settings(call: &Call<'_>, input: ReminderSettings) -> Result<ReminderSettings> {
    for (field, text) in [("quiet_from", &input.quiet_from), ("quiet_until", &input.quiet_until)] {
        wall_time(text).map_err(|refusal| Refusal {
            field: Some(field.into()),
            ..refusal
        })?;
    }
    if !templates::languages()
        .iter()
        .any(|language| language.code == templates::base_language(&input.language))
    {
        return Err(Refusal::invalid("language", "Choose a language from the list."));
    }
    call.transact(|tx| {
        store::put_settings(tx.on(), tx.now().as_second(), &input)?;
        store::replan_all(tx.on(), tx.now().as_second())?;
        tx.event(Event::new("reminders.settings_saved"));
        Ok(input.clone())
    })
}

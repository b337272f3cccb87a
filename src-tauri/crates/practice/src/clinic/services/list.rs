//! Everything a visit can be for.

use crate::Result;
use crate::clinic::Colour;
use crate::clinic::services::ServiceView;
use crate::door::Call;
use crate::ids::{ProviderId, ServiceId};
use std::collections::HashMap;

/// Every service; those out of use at the end.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<ServiceView>> {
    call.read(|on| {
        let mut performers: HashMap<ServiceId, Vec<ProviderId>> = HashMap::new();
        let mut links = on.prepare_cached("SELECT service_id, provider_id FROM service_provider ORDER BY service_id, provider_id")?;
        let mut rows = links.query([])?;
        while let Some(row) = rows.next()? {
            performers.entry(row.get("service_id")?).or_default().push(row.get("provider_id")?);
        }
        let mut statement = on.prepare_cached(
            "SELECT id, name, minutes, buffer_before, buffer_after, price, preparation, next_steps, colour, position, active
             FROM service ORDER BY active DESC, position, name, id",
        )?;
        let mut rows = statement.query([])?;
        let mut services = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get("id")?;
            services.push(ServiceView {
                id,
                name: row.get("name")?,
                minutes: row.get("minutes")?,
                buffer_before: row.get("buffer_before")?,
                buffer_after: row.get("buffer_after")?,
                price: row.get("price")?,
                preparation: row.get("preparation")?,
                next_steps: row.get("next_steps")?,
                colour: Colour::from_stored(&row.get::<_, String>("colour")?)?,
                position: row.get("position")?,
                active: row.get("active")?,
                performed_by: performers.remove(&id).unwrap_or_default(),
            });
        }
        Ok(services)
    })
}

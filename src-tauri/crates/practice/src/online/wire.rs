//! Times on the web as they go through the door.

use crate::ids::{ProviderId, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the clinic offers on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OnlineSettings {
    /// Rises with every save: send it back with the next one.
    pub revision: u32,
    /// What holds for all services.
    pub clinic: OnlineClinic,
    /// One line for every active service, in the clinic's order.
    pub services: Vec<OnlineService>,
    /// Titles of the open forms through which a time can be taken; empty: nobody can, publish one that has open times.
    pub through: Vec<String>,
}

/// What holds for all services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OnlineClinic {
    /// A taken time becomes a visit by itself where nothing stands against it; otherwise a person confirms it.
    pub accepts_by_itself: bool,
    /// Patients see with whom.
    pub show_providers: bool,
    /// At most so many taken on the web a day, 1 to 500; `null`: as many as are free.
    pub per_day: Option<u32>,
}

/// A service and what of it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OnlineService {
    /// Its name.
    pub name: String,
    /// How long a visit takes.
    pub minutes: u32,
    /// Who may perform it and is active: to choose from.
    pub performers: Vec<ProviderId>,
    /// What is offered.
    pub offer: ServiceOffer,
}

/// What of a service is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ServiceOffer {
    /// Which.
    pub service: ServiceId,
    /// Whether at all.
    pub offered: bool,
    /// Only with these; `null`: with everybody who performs it.
    pub providers: Option<Vec<ProviderId>>,
    /// Earliest notice: not sooner than so many hours from now, 0 to 720.
    pub lead_hours: u32,
    /// Not later than so many days from today, 1 to 180.
    pub days_ahead: u32,
    /// Only on these weekdays, 1 Monday … 7 Sunday; empty: on all.
    pub weekdays: Vec<u8>,
    /// Only within these hours of the day; `null`: whenever the provider works.
    pub window: Option<OfferWindow>,
    /// Visits begin every so often.
    pub step: OfferStep,
}

/// Hours of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferWindow {
    /// `HH:MM`, clinic wall time.
    pub from: String,
    /// `HH:MM`; the visit ends by then; `24:00` is the end of the day.
    pub until: String,
}

/// How often a visit can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferStep {
    /// Every 15 minutes.
    Quarter,
    /// Every 20 minutes.
    Third,
    /// Every 30 minutes.
    Half,
    /// One after the other: the length of the visit and what is kept free around it.
    Length,
}

/// Save what is offered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveOnline {
    /// The revision that was changed; another one now is refused (`changed`).
    pub revision: u32,
    /// What holds for all services.
    pub clinic: OnlineClinic,
    /// The services; those left out stay as they are.
    pub services: Vec<ServiceOffer>,
}

/// Look at what would be offered.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewOnline {
    /// With these settings; `null`: with the saved ones.
    pub with: Option<SaveOnline>,
}

/// What would be offered now, for the next 14 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OnlinePreview {
    /// Fourteen days from today.
    pub days: Vec<OfferedDay>,
    /// The times, earliest first.
    pub times: Vec<OfferedTime>,
    /// Why there is none, in a sentence; empty where there are some.
    pub why_none: String,
}

/// A day of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OfferedDay {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// How many times are offered. They may overlap: who takes one takes its neighbours away.
    pub times: u32,
    /// How many may still be taken; absent without a cap.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}

/// A time of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OfferedTime {
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// Instant, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Length.
    pub minutes: u32,
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// For what.
    pub services: Vec<ServiceId>,
}

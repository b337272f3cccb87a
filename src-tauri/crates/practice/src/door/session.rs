//! Who is signed in at which seat. Sessions live in memory only: a restart asks again.

use crate::ids::StaffId;
use crate::staff::Role;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A person at a seat.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub staff: StaffId,
    /// With what role.
    pub role: Role,
    /// When the password was last typed here.
    pub signed_in_at: Timestamp,
    /// When the person last did something here.
    pub active_at: Timestamp,
    /// Whether the screen is locked.
    pub locked: bool,
}

/// The sessions of all seats, and who may switch to themselves by PIN where.
#[derive(Default)]
pub struct Sessions {
    seats: Mutex<HashMap<String, Seat>>,
}

#[derive(Default)]
struct Seat {
    session: Option<Session>,
    /// When each person last typed their password at this seat: a PIN opens only what a password opened today.
    known: HashMap<StaffId, Timestamp>,
}

/// A PIN stands for a password typed at this seat within this time (absolute, security §2.6), seconds.
const PIN_SECONDS: i64 = 12 * 3600;

impl Sessions {
    /// The session of a seat; it locks when nobody has touched it for `idle` seconds. A passive call (a live update
    /// refreshing the screen) does not count as touching.
    pub fn at(&self, seat: &str, now: Timestamp, idle: i64, passive: bool) -> Option<Session> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let session = seats.get_mut(seat)?.session.as_mut()?;
        if now.as_second() - session.active_at.as_second() >= idle
            || now.as_second() - session.signed_in_at.as_second() >= PIN_SECONDS
        {
            session.locked = true;
        }
        if !passive && !session.locked {
            session.active_at = now;
        }
        Some(session.clone())
    }

    /// Signs `staff` in at `seat` after the password fitted.
    pub fn begin(&self, seat: &str, staff: StaffId, role: Role, now: Timestamp) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let seat = seats.entry(seat.to_owned()).or_default();
        seat.known.insert(staff, now);
        seat.session = Some(Session {
            staff,
            role,
            signed_in_at: now,
            active_at: now,
            locked: false,
        });
    }

    /// Switches the seat to `staff` after the PIN fitted. The password's age stays what it was.
    pub fn switch(&self, seat: &str, staff: StaffId, role: Role, now: Timestamp) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let seat = seats.entry(seat.to_owned()).or_default();
        let signed_in_at = seat.known.get(&staff).copied().unwrap_or(now);
        seat.session = Some(Session {
            staff,
            role,
            signed_in_at,
            active_at: now,
            locked: false,
        });
    }

    /// Who may come back to this seat by PIN.
    pub fn known(&self, seat: &str, now: Timestamp) -> Vec<StaffId> {
        let seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(seat) = seats.get(seat) else { return Vec::new() };
        seat.known
            .iter()
            .filter(|(_, at)| now.as_second() - at.as_second() < PIN_SECONDS)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Locks the seat's screen.
    pub fn lock(&self, seat: &str) {
        if let Some(session) = self
            .seats
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_mut(seat)
            .and_then(|s| s.session.as_mut())
        {
            session.locked = true;
        }
    }

    /// Takes the PIN of `staff` at `seat` away (too many wrong tries): the password is asked again.
    pub fn forget(&self, seat: &str, staff: StaffId) {
        if let Some(seat) = self.seats.lock().unwrap_or_else(PoisonError::into_inner).get_mut(seat) {
            seat.known.remove(&staff);
        }
    }

    /// Signs whoever is at `seat` out.
    pub fn end(&self, seat: &str) {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner).remove(seat);
    }

    /// Ends every session of `staff`, at every seat: deactivated, or the role or password changed.
    pub fn end_all_of(&self, staff: StaffId) {
        for seat in self.seats.lock().unwrap_or_else(PoisonError::into_inner).values_mut() {
            seat.known.remove(&staff);
            seat.session.take_if(|session| session.staff == staff);
        }
    }

    /// Ends the sessions of `staff` at every seat but `here`: they chose a new password.
    pub fn end_elsewhere(&self, here: &str, staff: StaffId) {
        for (_, seat) in self
            .seats
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter_mut()
            .filter(|(key, _)| *key != here)
        {
            seat.known.remove(&staff);
            seat.session.take_if(|session| session.staff == staff);
        }
    }

    /// Ends everything: the practice was erased.
    pub fn clear(&self) {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

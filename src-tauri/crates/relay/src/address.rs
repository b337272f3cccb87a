//! Whose request it is, as far as counting goes. An address is never written down: only its HMAC, under a key that is
//! forgotten with the day.

use crate::answer::Refusal;
use crate::store::Store;
use crate::store::acts::attempts::AddressKey;
use axum::http::HeaderMap;
use keepwell_protocol::random;
use ring::hmac;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

const FORWARDED: &str = "x-forwarded-for";
/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The caller's address: the connection's, or with `proxies` in front, the one so many places from the right of
/// `X-Forwarded-For`. What stands further left was written by the caller and says nothing.
pub fn of(peer: SocketAddr, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let said: Vec<&str> = headers
        .get_all(FORWARDED)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    let place = said.len().checked_sub(proxies).filter(|_| proxies > 0);
    place
        .and_then(|place| said.get(place))
        .and_then(|text| read(text))
        .unwrap_or_else(|| peer.ip())
        .to_canonical()
}

fn read(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// One household or office: an IPv4 address, or an IPv6 /56.
fn household(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 72)).octets(),
    }
}

/// A day and its key.
type Today = (i64, [u8; 32]);

/// Turns addresses into keys of counters.
#[derive(Clone)]
pub struct Addresses {
    store: Store,
    today: Arc<Mutex<Option<Today>>>,
}

/// A caller, by the day's key.
pub struct Caller {
    key: hmac::Key,
    household: [u8; 16],
    now: i64,
}

impl Addresses {
    /// Counts in `store`.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            today: Arc::default(),
        }
    }

    /// The caller at `address`.
    pub async fn caller(&self, address: IpAddr, now: i64) -> Result<Caller, Refusal> {
        let day = now.div_euclid(DAY);
        let known = *self.today.lock().unwrap_or_else(PoisonError::into_inner);
        let key = match known.filter(|(known, _)| *known == day) {
            Some((_, key)) => key,
            None => {
                let fresh = random::bytes().map_err(|_| Refusal::from(no_randomness()))?;
                let key = self.store.act(AddressKey { day, fresh }).await?;
                *self.today.lock().unwrap_or_else(PoisonError::into_inner) = Some((day, key));
                key
            }
        };
        Ok(Caller {
            key: hmac::Key::new(hmac::HMAC_SHA256, &key),
            household: household(address),
            now,
        })
    }
}

fn no_randomness() -> crate::store::Fault {
    crate::store::Fault::Other("the operating system has no randomness".into())
}

impl Caller {
    /// A key for counting `purpose`, the same for everybody of one household today.
    pub fn key(&self, purpose: &str) -> [u8; 16] {
        self.sign(purpose, &self.household)
    }

    /// A key for counting `purpose` over everybody.
    pub fn key_of(&self, purpose: &str, whose: &[u8]) -> [u8; 16] {
        self.sign(purpose, whose)
    }

    /// At most `most` of this household in the present window of so many seconds.
    pub fn count(&self, purpose: &str, window: i64, most: u32) -> crate::store::acts::attempts::Count {
        crate::store::acts::attempts::Count {
            key: self.key(purpose),
            until: (self.now.div_euclid(window) + 1) * window,
            most,
        }
    }

    fn sign(&self, purpose: &str, whose: &[u8]) -> [u8; 16] {
        let tag = hmac::sign(&self.key, &[purpose.as_bytes(), b"|", whose].concat());
        let mut key = [0; 16];
        key.copy_from_slice(&tag.as_ref()[..16]);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(lines: &[&str], proxies: usize) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED, line.parse().unwrap());
        }
        of("192.0.2.1:9".parse().unwrap(), &headers, proxies).to_string()
    }

    #[test]
    fn a_caller_cannot_choose_its_address() {
        assert_eq!(asked(&[], 0), "192.0.2.1");
        // Without a proxy in front nothing that is said counts.
        assert_eq!(asked(&["198.51.100.7"], 0), "192.0.2.1");
        assert_eq!(asked(&["198.51.100.7"], 1), "198.51.100.7");
        assert_eq!(asked(&["10.0.0.1, 10.0.0.2, 198.51.100.7"], 1), "198.51.100.7");
        assert_eq!(asked(&["10.0.0.1", "198.51.100.7, 203.0.113.4"], 2), "198.51.100.7");
        // A request that came round a proxy counts for whoever brought it.
        assert_eq!(asked(&["198.51.100.7"], 2), "192.0.2.1");
        assert_eq!(asked(&["not an address"], 1), "192.0.2.1");
        assert_eq!(asked(&["198.51.100.7:4711"], 1), "198.51.100.7");
        assert_eq!(asked(&["[2001:db8::1]:4711"], 1), "2001:db8::1");
        assert_eq!(asked(&["::ffff:198.51.100.7"], 1), "198.51.100.7");
    }

    #[test]
    fn an_ipv6_household_is_its_first_56_bits() {
        let of = |text: &str| household(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2200::1"), of("2001:db8:1:22ff:ffff::9"));
        assert_ne!(of("2001:db8:1:2200::1"), of("2001:db8:1:2300::1"));
        assert_ne!(of("198.51.100.7"), of("198.51.100.8"));
    }
}

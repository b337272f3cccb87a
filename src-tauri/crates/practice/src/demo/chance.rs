//! Chance that comes out the same every time: each concern draws from its own stream of the demo's seed, so that a
//! change to one does not shuffle the others.

use fastrand::Rng;

/// A stream of chance.
pub struct Chance(Rng);

impl Chance {
    /// The stream called `what` of `seed`.
    pub fn of(seed: u64, what: &str) -> Self {
        // FNV-1a: only to tell the streams apart.
        let mixed = what.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(Rng::with_seed(mixed))
    }

    /// True `percent` times out of a hundred.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.0.u32(0..100) < percent
    }

    /// True with probability `share`.
    pub fn share(&mut self, share: f64) -> bool {
        self.0.f64() < share
    }

    /// A whole number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        if most <= least { least } else { self.0.i64(least..=most) }
    }

    /// A place in a list of `length` things.
    pub fn index(&mut self, length: usize) -> usize {
        if length < 2 { 0 } else { self.0.usize(0..length) }
    }

    /// One of `list`, each as likely. `list` must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.index(list.len())]
    }

    /// A place in `weights`, as likely as its weight says.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.0.u32(0..weights.iter().sum::<u32>().max(1));
        for (at, weight) in weights.iter().enumerate() {
            if left < *weight {
                return at;
            }
            left -= weight;
        }
        0
    }

    /// A UUIDv7 of the instant `second` (Unix seconds): ids made later sort later, as real ones do.
    pub fn id(&mut self, second: i64) -> [u8; 16] {
        let milliseconds = second.max(0).unsigned_abs() * 1000 + self.0.u64(0..1000);
        let mut bytes = self.0.u128(..).to_be_bytes();
        bytes[..6].copy_from_slice(&milliseconds.to_be_bytes()[2..]);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_itself_and_is_not_another_one() {
        let draw = |seed, what| {
            let mut chance = Chance::of(seed, what);
            (0..20).map(|_| chance.between(0, 1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, "people"), draw(7, "people"), "the same seed draws the same");
        assert_ne!(draw(7, "people"), draw(7, "visits"), "each concern has its own stream");
        assert_ne!(draw(7, "people"), draw(8, "people"), "another seed is another clinic");
    }

    #[test]
    fn ids_are_uuids_of_version_seven_in_the_order_of_time() {
        let mut chance = Chance::of(1, "ids");
        let (early, late) = (chance.id(1_700_000_000), chance.id(1_700_000_001));
        assert!(early < late, "a later instant sorts later");
        let uuid = uuid::Uuid::from_bytes(early);
        assert_eq!(
            (uuid.get_version_num(), uuid.get_variant()),
            (7, uuid::Variant::RFC4122)
        );
    }
}

//! How much work one guess at a password costs.

use crate::KeyError;

/// Argon2id cost. Stored in each slot, so raising the default never locks anybody out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// A slot file may not ask for more: it would be a way to stop the computer.
const MOST: Cost = Cost {
    memory_kib: 1024 * 1024,
    passes: 16,
    lanes: 8,
};

impl Default for Cost {
    /// 64 MiB, 3 passes, 1 lane (OWASP's floor is 19 MiB, 2, 1).
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
        }
    }
}

impl Cost {
    /// The least Argon2 accepts. Only for tests: it protects nothing.
    pub const WORTHLESS_BUT_QUICK: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    pub(crate) fn params(self) -> Result<argon2::Params, KeyError> {
        if self.memory_kib > MOST.memory_kib || self.passes > MOST.passes || self.lanes > MOST.lanes {
            return Err(KeyError::damaged("it asks for more work than any computer should do"));
        }
        argon2::Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|e| KeyError::Derivation { why: e.to_string() })
    }
}

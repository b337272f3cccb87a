//! Clinics: registering, the PC that speaks for one, listing, forgetting.

use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::ClinicId;

/// How long an invitation works, seconds.
const INVITED: i64 = 7 * 86_400;

/// Registers a clinic, or another PC for it.
pub struct Register {
    /// SHA-256 of the invitation's token.
    pub invitation: [u8; 32],
    /// Which clinic; the hash of `signing_key`.
    pub clinic: ClinicId,
    /// Its Ed25519 key.
    pub signing_key: [u8; 32],
    /// The PC's.
    pub device_key: [u8; 32],
    /// When the device was signed, Unix seconds.
    pub issued_at: i64,
    /// Now.
    pub now: i64,
}

/// What registering came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// A clinic or a PC more.
    New,
    /// The same as before.
    Again,
}

impl Act for Register {
    type Out = Result<Registered, Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        // The invitation's row is the turnstile: two that bring the same one wait for each other.
        let used = tx
            .row(
                "UPDATE invitation SET made_at = made_at WHERE sha256 = $1 RETURNING made_at, clinic, device_key",
                values![&self.invitation],
            )
            .await?;
        let Some(mut used) = used else {
            return Ok(Err(Refusal::not_signed("this invitation is not known here")));
        };
        if let Some(by) = used.maybe_bytes(1)? {
            let same = by == self.clinic.as_bytes() && used.maybe_bytes(2)?.as_deref() == Some(&self.device_key);
            return Ok(if same {
                Ok(Registered::Again)
            } else {
                Err(Refusal::not_signed("this invitation has been used"))
            });
        }
        if used.int(0)? + INVITED <= self.now {
            return Ok(Err(Refusal::gone("this invitation has run out")));
        }
        let changed = tx
            .change(
                "INSERT INTO clinic (id, signing_key, device_key, device_at, created_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (id) DO UPDATE SET device_key = excluded.device_key, device_at = excluded.device_at
                 WHERE clinic.device_at < excluded.device_at",
                values![
                    self.clinic.as_bytes(),
                    &self.signing_key,
                    &self.device_key,
                    self.issued_at,
                    self.now
                ],
            )
            .await?;
        if changed == 0 {
            return Ok(Err(Refusal::stale("a newer device is registered")));
        }
        tx.change(
            "UPDATE invitation SET clinic = $2, device_key = $3 WHERE sha256 = $1",
            values![&self.invitation, self.clinic.as_bytes(), &self.device_key],
        )
        .await?;
        Ok(Ok(Registered::New))
    }
}

/// The keys of a clinic.
#[derive(Debug, Clone)]
pub struct Keys {
    /// The clinic's.
    pub signing: [u8; 32],
    /// Its PC's.
    pub device: [u8; 32],
}

/// Reads them.
pub struct KeysOf(pub ClinicId);

impl Act for KeysOf {
    type Out = Option<Keys>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let row = tx
            .row(
                "SELECT signing_key, device_key FROM clinic WHERE id = $1",
                values![self.0.as_bytes()],
            )
            .await?;
        row.map(|mut row| {
            Ok(Keys {
                signing: row.array(0)?,
                device: row.array(1)?,
            })
        })
        .transpose()
    }
}

/// One line of the host's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: ClinicId,
    /// Since when, Unix seconds.
    pub created_at: i64,
    /// When its PC last spoke (to the hour), if ever.
    pub heard_at: Option<i64>,
    /// How many submissions wait.
    pub pending: i64,
    /// Their bytes.
    pub pending_bytes: i64,
}

/// Every clinic, oldest first.
pub struct List;

impl Act for List {
    type Out = Vec<Listed>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let rows = tx
            .rows(
                "SELECT id, created_at, heard_at, pending, pending_bytes FROM clinic ORDER BY created_at, id",
                &[],
            )
            .await?;
        rows.into_iter()
            .map(|mut row| {
                Ok(Listed {
                    id: ClinicId::from_bytes(row.array(0)?),
                    created_at: row.int(1)?,
                    heard_at: row.maybe_int(2)?,
                    pending: row.int(3)?,
                    pending_bytes: row.int(4)?,
                })
            })
            .collect()
    }
}

/// Deletes everything of a clinic. Whether there was one.
pub struct Forget(pub ClinicId);

impl Act for Forget {
    type Out = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.0.as_bytes();
        tx.change("DELETE FROM nonce WHERE clinic = $1", values![id]).await?;
        tx.change("DELETE FROM invitation WHERE clinic = $1", values![id])
            .await?;
        Ok(tx.change("DELETE FROM clinic WHERE id = $1", values![id]).await? > 0)
    }
}

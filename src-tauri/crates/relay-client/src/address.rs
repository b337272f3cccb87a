//! Where a relay is, and the one line its host sends to the clinic.

use crate::{Failure, FailureKind};
use std::net::IpAddr;
use zeroize::Zeroizing;

/// The address of a relay: `https://relay.example`, no slash at the end. Without TLS only on this very computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: String,
    host: String,
    loopback: bool,
}

/// What the relay's host sends: where the relay is, and the token that lets one clinic in.
pub struct Invitation {
    /// Where.
    pub address: Address,
    /// The token, 26 characters. Worth something until it is used.
    pub token: Zeroizing<String>,
}

impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invitation({})", self.address.url)
    }
}

impl Address {
    /// Reads `https://relay.example[:port]`.
    ///
    /// # Errors
    /// Not an address, or one without TLS that is not on this computer.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let text = text.trim().trim_end_matches('/');
        let failure = |kind| Failure {
            kind,
            host: host_of(text).unwrap_or_default(),
            detail: String::new(),
        };
        let unreadable = || failure(FailureKind::AddressUnreadable);
        let (scheme, rest) = text.split_once("://").ok_or_else(unreadable)?;
        let scheme = scheme.to_ascii_lowercase();
        // A path before the relay is not foreseen: the pages it serves name theirs from the root.
        if rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || c.is_control() || "/?#@\\%\"<>".contains(c))
        {
            return Err(unreadable());
        }
        let host = host_of(text).ok_or_else(unreadable)?;
        let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        match scheme.as_str() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(failure(FailureKind::PlainTextRefused)),
            _ => return Err(unreadable()),
        }
        Ok(Self {
            url: format!("{scheme}://{}", rest.to_ascii_lowercase()),
            host,
            loopback,
        })
    }

    /// `https://relay.example`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// `relay.example`.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the relay is on this very computer.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

/// The host of `scheme://host[:port]`, without brackets.
fn host_of(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let rest = rest.split(['/', '?', '#']).next()?;
    let host = match rest.strip_prefix('[') {
        Some(six) => {
            let (host, port) = six.split_once(']')?;
            if !port.is_empty() {
                port.strip_prefix(':')?.parse::<u16>().ok()?;
            }
            host.parse::<std::net::Ipv6Addr>().ok()?;
            host
        }
        None => match rest.split_once(':') {
            Some((host, port)) => {
                port.parse::<u16>().ok()?;
                host
            }
            None => rest,
        },
    };
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

impl Invitation {
    /// Reads `https://relay.example/#pair=TOKEN` as people paste it: with spaces and line breaks, with `%23` for `#`, with quotes
    /// or brackets that a letter put around it.
    ///
    /// # Errors
    /// Not an invitation.
    pub fn read(pasted: &str) -> Result<Self, Failure> {
        let unreadable = || Failure {
            kind: FailureKind::AddressUnreadable,
            host: String::new(),
            detail: String::new(),
        };
        if pasted.len() > 4_000 {
            return Err(unreadable());
        }
        let text: String = pasted
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control() && !"<>\"'`\u{200b}\u{feff}".contains(*c))
            .collect();
        let text = text.replace("%23", "#").replace("%3D", "=").replace("%3d", "=");
        let begin = text.to_ascii_lowercase().find("http").ok_or_else(unreadable)?;
        let (address, token) = text[begin..].split_once("#pair=").ok_or_else(unreadable)?;
        let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
        // A token is spelled like an id: one spelling, 26 characters.
        let token: keepwell_protocol::id::PageId = token.parse().map_err(|_| unreadable())?;
        Ok(Self {
            address: Address::read(address)?,
            token: Zeroizing::new(token.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read_as_people_paste_it() {
        let token: String = keepwell_protocol::id::PageId::from_bytes([7; 16]).to_string();
        for pasted in [
            format!("https://relay.example/#pair={token}"),
            format!("  https://Relay.Example/#pair={token}\n"),
            format!("https://relay.example/%23pair={token}"),
            format!("<https://relay.example/#pair={}\r\n  {}>", &token[..10], &token[10..]),
            format!("Your invitation: https://relay.example#pair={}.", token.to_lowercase()),
        ] {
            let read = Invitation::read(&pasted).unwrap_or_else(|failure| panic!("{pasted:?}: {failure:?}"));
            assert_eq!(read.address.url(), "https://relay.example", "{pasted:?}");
            assert_eq!(*read.token, token, "{pasted:?}");
        }
    }

    #[test]
    fn what_is_no_invitation_is_told_apart() {
        for pasted in [
            "",
            "hello",
            "https://relay.example/",
            "https://relay.example/#pair=",
            "https://relay.example/#pair=SHORT",
            "https:///#pair=x",
        ] {
            assert_eq!(
                Invitation::read(pasted).unwrap_err().kind,
                FailureKind::AddressUnreadable,
                "{pasted:?}"
            );
        }
        let plain = format!(
            "http://relay.example/#pair={}",
            keepwell_protocol::id::PageId::from_bytes([7; 16])
        );
        assert_eq!(
            Invitation::read(&plain).unwrap_err().kind,
            FailureKind::PlainTextRefused
        );
    }

    #[test]
    fn without_tls_only_this_very_computer_is_spoken_to() {
        for fine in [
            "http://127.0.0.1:8080",
            "http://localhost",
            "http://[::1]:9",
            "https://relay.example:8443/",
        ] {
            assert!(Address::read(fine).is_ok(), "{fine}");
        }
        for refused in [
            "http://10.0.0.1",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "ftp://x",
            "https://a b",
            "https://x/path",
            "https://user@x",
        ] {
            assert!(Address::read(refused).is_err(), "{refused}");
        }
    }
}

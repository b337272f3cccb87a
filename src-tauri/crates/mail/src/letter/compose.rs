//! Puts a letter together: headers, text and HTML, ready for the wire.

use lettre::{
    Address, Message,
    message::{
        Mailbox as Box, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{Letter, LetterError, Mailbox, clean};

/// Headers the letter sets itself; a further header may not name one of them again.
const OWN_HEADERS: [&str; 14] = [
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "auto-submitted",
];

/// Puts the letter together. The result's envelope holds exactly one recipient.
///
/// Names and subject are cleaned rather than refused: a strange character in a patient's name must not keep the
/// reminder from going. Addresses and the Message-ID are refused when they are not what they should be.
pub fn compose(letter: &Letter) -> Result<Message, LetterError> {
    let mut message = Message::builder()
        .from(mailbox(&letter.from, "sender")?)
        .to(mailbox(&letter.to, "recipient")?)
        .subject(clean::one_line(&letter.subject))
        .message_id(Some(message_id(&letter.message_id)?))
        .date(letter.date);
    if let Some(reply_to) = &letter.reply_to {
        message = message.reply_to(mailbox(reply_to, "answer")?);
    }
    // RFC 3834: holiday answers and ticket systems do not reply to a letter that no person wrote.
    let automatic = ("Auto-Submitted".to_owned(), "auto-generated".to_owned());
    for (name, value) in std::iter::once(&automatic).chain(&letter.extra) {
        if name != &automatic.0 && OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(LetterError::Header);
        }
        message = message.raw_header(further_header(name, value)?);
    }
    let text = SinglePart::plain(clean::body(&letter.text));
    let whole = match &letter.html {
        Some(html) => message.multipart(
            MultiPart::alternative()
                .singlepart(text)
                .singlepart(SinglePart::html(clean::body(html))),
        ),
        None => message.singlepart(text),
    };
    whole.map_err(|_| LetterError::Unsendable)
}

fn mailbox(mailbox: &Mailbox, part: &'static str) -> Result<Box, LetterError> {
    let address = address(&mailbox.address).ok_or(LetterError::Address { part })?;
    let name = clean::one_line(&mailbox.name);
    Ok(Box::new((!name.is_empty()).then_some(name), address))
}

/// Stricter than the standard: it allows spaces and angle brackets inside quotes, which no clinic's patient has
/// and which are the way into the SMTP line.
fn address(text: &str) -> Option<Address> {
    let text = text.trim();
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '\\' | ',' | ';');
    if text.len() > 254 || !text.chars().all(plain) {
        return None;
    }
    let (user, domain) = text.rsplit_once('@')?;
    // A domain such as müller.de is written in its ASCII form, which every server understands.
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        idna::domain_to_ascii(domain).ok()?
    };
    Address::new(user, domain).ok()
}

fn message_id(text: &str) -> Result<String, LetterError> {
    let inner = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    let token = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
    };
    match inner.split_once('@') {
        // 998 is the longest line of RFC 5322; an identifier cannot be folded.
        Some((left, right)) if inner.len() <= 900 && token(left) && token(right) => Ok(format!("<{inner}>")),
        _ => Err(LetterError::MessageId),
    }
}

fn further_header(name: &str, value: &str) -> Result<HeaderValue, LetterError> {
    let allowed = !name.is_empty() && name.len() <= 76 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !allowed {
        return Err(LetterError::Header);
    }
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| LetterError::Header)?;
    Ok(HeaderValue::new(name, clean::one_line(value)))
}

//! Puts a letter together: headers, text, HTML and invitation, ready for the wire.

use lettre::{
    Address, Message,
    message::{
        Mailbox as Box, MultiPart, SinglePart,
        header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use super::{Invitation, Letter, LetterError, Mailbox, Method, clean};

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
    let html = letter.html.as_ref().map(|html| SinglePart::html(clean::body(html)));
    let whole = match (html, &letter.invitation) {
        (html, Some(invitation)) => message.multipart(with_invitation(text, html, invitation)?),
        (Some(html), None) => message.multipart(MultiPart::alternative().singlepart(text).singlepart(html)),
        (None, None) => message.singlepart(text),
    };
    whole.map_err(|_| LetterError::Unsendable)
}

/// The arrangement Gmail, Outlook and Apple Mail all show as an invitation: the calendar once among the forms the letter
/// may be read in, where programs look for it, and once as a file, for those that do not.
fn with_invitation(
    text: SinglePart,
    html: Option<SinglePart>,
    invitation: &Invitation,
) -> Result<MultiPart, LetterError> {
    let method = match invitation.method {
        Method::Request => "REQUEST",
        Method::Cancel => "CANCEL",
    };
    let kind = |text: &str| ContentType::parse(text).map_err(|_| LetterError::Unsendable);
    let mut forms = MultiPart::alternative().singlepart(text);
    if let Some(html) = html {
        forms = forms.singlepart(html);
    }
    // Base64, so that nothing on the way touches the folded lines.
    let part = |content_type| {
        SinglePart::builder()
            .header(content_type)
            .header(ContentTransferEncoding::Base64)
    };
    let calendar = part(kind(&format!("text/calendar; charset=utf-8; method={method}"))?);
    let file = part(kind("application/ics; name=\"invite.ics\"")?).header(ContentDisposition::attachment("invite.ics"));
    Ok(MultiPart::mixed()
        .multipart(forms.singlepart(calendar.body(invitation.ics.clone())))
        .singlepart(file.body(invitation.ics.clone())))
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

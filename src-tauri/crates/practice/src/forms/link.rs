//! How patients come to a form: address, HTML for the clinic's own site, QR code.

use super::store;
use super::{FormLink, OneForm, in_base};
use crate::door::Call;
use crate::{Code, Refusal, Result, relay};
use base64::Engine;
use fast_qr::{ECL, QRBuilder};
use rust_embed::RustEmbed;

/// The patient's page as this build knows it. The clinic's own site is told the hash of the script it loads, so that a
/// relay that serves another one runs nothing.
#[derive(RustEmbed)]
#[folder = "../../../ui/dist/patient"]
#[include = "embed.js"]
#[allow_missing = true]
struct PatientPage;

/// The ways to a form. Refused where no relay is linked: there is no address yet.
pub fn link(call: &Call<'_>, input: OneForm) -> Result<FormLink> {
    call.read(|on| {
        let row = store::one(on, input.form)?;
        let Some(relay) = relay::link(on)? else {
            return Err(Refusal::new(
                Code::NotFound,
                "This practice has no relay yet, so its forms have no address.",
            )
            .next("Connect one in Settings → Website."));
        };
        if row.published.is_none() {
            return Err(Refusal::new(
                Code::NotFound,
                "This form was never published: nobody could open its link.",
            )
            .next("Publish it first."));
        }
        let address = format!("{}/c/{}/{}", relay.base_url, relay.clinic, row.slug);
        let title = in_base(&row.draft, &row.draft.title);
        let embed = PatientPage::get("embed.js").map(|script| {
            let hash = ring::digest::digest(&ring::digest::SHA384, &script.data);
            let hash = base64::engine::general_purpose::STANDARD.encode(hash.as_ref());
            format!(
                "<script src=\"{}/embed.js\" integrity=\"sha384-{hash}\" crossorigin=\"anonymous\" data-clinic=\"{}\" data-form=\"{}\" async></script>",
                html(&relay.base_url),
                relay.clinic,
                row.slug
            )
        });
        Ok(FormLink {
            embed,
            link: format!("<a href=\"{}\">{}</a>", html(&address), html(&title)),
            qr: qr(&address)?,
            address,
            open: row.open,
        })
    })
}

fn qr(address: &str) -> Result<Vec<Vec<bool>>> {
    let code = QRBuilder::new(address)
        .ecl(ECL::M)
        .build()
        .map_err(|_| Refusal::fault("an address too long for a QR code"))?;
    Ok((0..code.size)
        .map(|row| code[row].iter().take(code.size).map(|module| module.value()).collect())
        .collect())
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

//! Make a form: blank, from one Keepwell brings along, or as a copy.

use super::store::{self, FormRow};
use super::view::view;
use super::{CreateForm, FormSource, FormStanding, FormView, PutFormBack, in_base, shipped};
use crate::clinic::text;
use crate::door::Call;
use crate::events::Event;
use crate::transact::{Done, Tx};
use crate::{Refusal, Result, ids};
use keepwell_protocol::bundle::Text;
use keepwell_protocol::form::{Form, Purpose, Section};
use keepwell_protocol::id::FormId;
use rusqlite::Connection;

/// Most forms of a clinic: each is in every bundle a patient's browser reads.
const MOST: usize = 100;

/// Makes a form and opens it on the table.
pub fn create(call: &Call<'_>, input: CreateForm) -> Result<Done<FormView>> {
    call.transact(|tx| {
        let draft = match input.from {
            FormSource::Blank {
                purpose,
                title,
                language,
            } => blank(purpose, &text::line("from.title", &title, 1, 200)?, &language),
            FormSource::Shipped { key } => shipped::form(&key)?,
            FormSource::Copy { form } => copy(store::one(tx.on(), form)?.draft),
        };
        if store::all(tx.on())?.len() >= MOST {
            return Err(Refusal::invalid("from", format!("A clinic has at most {MOST} forms."))
                .next("Remove a draft that is not needed any more."));
        }
        let row = add(tx, draft)?;
        tx.event(Event::new("form.created").body(serde_json::json!({ "form": row.id })));
        let there = standing(&row);
        let back = PutFormBack {
            form: row.id,
            standing: FormStanding {
                removed: true,
                ..there.clone()
            },
            instead_of: there,
        };
        let label = format!("Made the form “{}”", in_base(&row.draft, &row.draft.title));
        let undo = tx.undo_with(&label, "forms.put_back", &back)?;
        Ok(Done {
            value: view(tx.on(), row)?,
            undo,
            told_at: None,
        })
    })
}

/// Adds a draft to the clinic's forms.
pub fn add(tx: &mut Tx<'_>, draft: Form) -> Result<FormRow> {
    let id = FormId::from_bytes(ids::fresh_bytes());
    let row = FormRow {
        id,
        slug: free_slug(tx.on(), &in_base(&draft, &draft.title), id)?,
        published: None,
        open: false,
        removed: false,
        draft: Form {
            v: 1,
            id,
            version: 0,
            ..draft
        },
        revision: 1,
        saved_at: tx.now().as_second(),
    };
    store::insert(tx.on(), &row)?;
    tx.subject(id);
    Ok(row)
}

/// Where a form stands.
pub fn standing(row: &FormRow) -> FormStanding {
    FormStanding {
        published: row.published,
        open: row.open,
        slug: row.slug.clone(),
        removed: row.removed,
    }
}

/// A word for the link made of a title: `Neue Anmeldung` → `neue-anmeldung`, with a number where it is taken.
fn free_slug(on: &Connection, title: &str, id: FormId) -> Result<String> {
    let mut word = String::new();
    for letter in deunicode::deunicode(title).to_lowercase().chars().take(200) {
        if letter.is_ascii_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
    }
    word.truncate(50);
    let word = match word.trim_end_matches('-') {
        short if short.len() < 2 => "form",
        word => word,
    };
    let mut slug = word.to_owned();
    let mut number = 2;
    while store::slug_is_taken(on, &slug, id)? {
        slug = format!("{word}-{number}");
        number += 1;
    }
    Ok(slug)
}

fn copy(mut draft: Form) -> Form {
    for title in draft.title.values_mut() {
        title.push_str(" (2)");
    }
    draft
}

fn blank(purpose: Purpose, title: &str, language: &str) -> Form {
    Form {
        languages: vec![language.to_owned()],
        purpose,
        title: Text::from([(language.to_owned(), title.to_owned())]),
        sections: vec![Section {
            id: "first".into(),
            title: Text::new(),
            text: Text::new(),
            when: None,
            questions: Vec::new(),
        }],
        ..blank_form()
    }
}

/// A form with nothing in it.
pub(super) fn blank_form() -> Form {
    Form {
        v: 1,
        id: FormId::from_bytes([0; 16]),
        version: 0,
        purpose: Purpose::Request,
        languages: Vec::new(),
        title: Text::new(),
        intro: Text::new(),
        thanks: Text::new(),
        sections: Vec::new(),
        score: None,
        slots: false,
    }
}

//! A page of the queue.

use crate::Result;
use crate::door::Call;
use crate::ids::StaffId;
use crate::patients::folded_words;
use crate::requests::{RequestLine, RequestPriority, RequestState, store};
use crate::store::Select;
use keepwell_protocol::id::FormId;
use rusqlite::{Connection, Row};
use sea_query::{Condition, Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which part of the queue, and which page of it.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListRequests {
    /// Which part.
    #[serde(default)]
    pub part: RequestPart,
    /// Only in this state.
    #[ts(optional)]
    pub state: Option<RequestState>,
    /// Whose.
    #[serde(default)]
    pub whose: RequestsOf,
    /// Only of this priority.
    #[ts(optional)]
    pub priority: Option<RequestPriority>,
    /// Only from this form, whatever its version.
    #[ts(optional)]
    pub form: Option<FormId>,
    /// Only those whose name, phone or e-mail holds this, or whose receipt has this code.
    #[ts(optional)]
    pub text: Option<String>,
    /// Only those received at least so many hours ago.
    #[ts(optional)]
    pub older_than_hours: Option<u32>,
    /// In what order.
    #[serde(default)]
    pub sort: RequestSort,
    /// Leave out so many: where the page begins.
    #[serde(default)]
    pub offset: u32,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A part of the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestPart {
    /// New, or waiting for the patient.
    #[default]
    Open,
    /// Settled: confirmed, taken, declined, closed.
    Done,
    /// Everything but spam.
    All,
    /// Spam.
    Spam,
}

/// Whose requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum RequestsOf {
    /// Everybody's.
    #[default]
    Everybody,
    /// Mine.
    Mine,
    /// Nobody's yet.
    Nobody,
    /// This person's.
    Person {
        /// Who.
        staff: StaffId,
    },
}

/// The order of the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestSort {
    /// Urgent first, then who waits longest.
    #[default]
    Urgency,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// A page of the queue.
#[derive(Debug, Serialize, TS)]
pub struct RequestPage {
    /// The requests.
    pub requests: Vec<RequestLine>,
    /// How many there are with these filters, on all pages.
    #[ts(type = "number")]
    pub total: i64,
}

/// A page of the queue.
pub fn list(call: &Call<'_>, input: ListRequests) -> Result<RequestPage> {
    let now = call.practice()?.now().as_second();
    let limit = input.limit.map_or(50, u64::from).clamp(1, 200);
    let mine = call.staff()?;
    let page = call.read(|on| page(on, &input, mine, now, limit))?;
    for request in &page.requests {
        call.looks_at(request.id);
    }
    Ok(page)
}

/// The page for `mine` at `now` (Unix seconds): one statement for its rows, one for how many there are.
pub fn page(on: &Connection, input: &ListRequests, mine: StaffId, now: i64, limit: u64) -> Result<RequestPage> {
    let mut rows = chosen(input, mine, now);
    rows.columns(LINE.map(|column| ("request", column)))
        .expr_as(Expr::cust("coalesce(staff.name, '')"), "assigned_name")
        .join(
            JoinType::LeftJoin,
            "staff",
            Expr::col(("staff", "id")).equals(("request", "assigned_to")),
        )
        .limit(limit)
        .offset(u64::from(input.offset));
    match input.sort {
        RequestSort::Urgency => rows
            .order_by(("request", "priority"), Order::Desc)
            .order_by(("request", "received_at"), Order::Asc)
            .order_by(("request", "no"), Order::Asc),
        RequestSort::Newest => rows
            .order_by(("request", "received_at"), Order::Desc)
            .order_by(("request", "no"), Order::Desc),
        RequestSort::Oldest => rows
            .order_by(("request", "received_at"), Order::Asc)
            .order_by(("request", "no"), Order::Asc),
    };
    let requests = rows.all(on, |row| Ok(line(row)))?;
    let mut count = chosen(input, mine, now);
    count.expr(Expr::cust("count(*)"));
    let total = count.first(on, |row| row.get(0))?.unwrap_or_default();
    Ok(RequestPage {
        requests: requests.into_iter().collect::<Result<_>>()?,
        total,
    })
}

/// What a line is read from.
const LINE: [&str; 23] = [
    "id",
    "version",
    "state",
    "priority",
    "received_at",
    "given",
    "family",
    "purpose",
    "form_title",
    "service_name",
    "preferred_words",
    "slot",
    "slot_held",
    "slot_starts",
    "band",
    "assigned_to",
    "patient_id",
    "known",
    "flag_count",
    "file_count",
    "note",
    "visit_id",
    "no",
];

fn line(row: &Row<'_>) -> Result<RequestLine> {
    let (given, family): (String, String) = (row.get("given")?, row.get("family")?);
    let starts: Option<String> = row.get("slot_starts")?;
    Ok(RequestLine {
        id: row.get("id")?,
        version: row.get("version")?,
        state: RequestState::from_stored(&row.get::<_, String>("state")?)?,
        priority: RequestPriority::from_stored(row.get("priority")?)?,
        received_at: row.get("received_at")?,
        name: store::name_of(&given, &family),
        purpose: store::purpose(&row.get::<_, String>("purpose")?)?,
        form_title: row.get("form_title")?,
        service: row.get("service_name")?,
        preferred: row.get("preferred_words")?,
        holds: starts.filter(|starts| !starts.is_empty()),
        band: store::band(row.get("band")?)?,
        assigned_to: row.get("assigned_to")?,
        assigned_name: row.get("assigned_name")?,
        patient: row.get("patient_id")?,
        known: row.get("known")?,
        flags: row.get("flag_count")?,
        files: row.get("file_count")?,
        note: row.get("note")?,
    })
}

/// The rows that pass the filters.
fn chosen(input: &ListRequests, mine: StaffId, now: i64) -> SelectStatement {
    let col = |name: &'static str| Expr::col(("request", name));
    let mut query = Query::select();
    query.from("request");
    let states: &[RequestState] = match (input.state, input.part) {
        (Some(state), _) => &[state],
        (None, RequestPart::Open) => &[RequestState::New, RequestState::Suggested],
        (None, RequestPart::Done) => &[
            RequestState::Confirmed,
            RequestState::Accepted,
            RequestState::Declined,
            RequestState::Closed,
        ],
        (None, RequestPart::Spam) => &[RequestState::Spam],
        (None, RequestPart::All) => &[],
    };
    if states.is_empty() {
        query.and_where(col("state").ne(RequestState::Spam.stored()));
    } else {
        query.and_where(col("state").is_in(states.iter().map(|state| state.stored())));
    }
    match input.whose {
        RequestsOf::Everybody => {}
        RequestsOf::Mine => {
            query.and_where(col("assigned_to").eq(mine));
        }
        RequestsOf::Nobody => {
            query.and_where(col("assigned_to").is_null());
        }
        RequestsOf::Person { staff } => {
            query.and_where(col("assigned_to").eq(staff));
        }
    }
    if let Some(priority) = input.priority {
        query.and_where(col("priority").eq(priority.stored()));
    }
    if let Some(form) = input.form {
        query.and_where(col("form_id").eq(form.to_string()));
    }
    if let Some(hours) = input.older_than_hours {
        query.and_where(col("received_at").lte(now - i64::from(hours) * 3600));
    }
    let text = input.text.as_deref().unwrap_or_default();
    let mut said = Condition::all();
    for word in search_words(text) {
        said = said.add(Expr::cust_with_values("instr(request.search, ?) > 0", [word]));
    }
    // A name may look like a code, and a code like a phone number.
    let code = receipt_code(text).map(|code| {
        Expr::cust_with_values(
            "(substr(request.sid, 1, 8) = ? OR EXISTS (SELECT 1 FROM request_reply r WHERE r.no = request.no AND substr(r.sid, 1, 8) = ?))",
            [code.clone(), code],
        )
    });
    if !said.is_empty() {
        query.cond_where(Condition::any().add(said).add_option(code));
    }
    query
}

/// The code that the patient's page shows and asks to be said on the phone: the first eight characters of the submission.
/// Letters that no code has are heard as the digits they sound or look like.
fn receipt_code(text: &str) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|one| !one.is_whitespace() && *one != '-')
        .map(|one| match one.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    (code.len() == 8 && code.bytes().all(|one| one.is_ascii_alphanumeric())).then_some(code)
}

/// What is searched for: an e-mail as it is, a number by its digits, a name by its folded words.
fn search_words(text: &str) -> Vec<String> {
    let text: String = text.trim().chars().take(200).collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.contains('@') {
        vec![text.to_lowercase()]
    } else if digits.len() >= 3 && !text.chars().any(char::is_alphabetic) {
        vec![digits]
    } else {
        folded_words(&text)
    }
}

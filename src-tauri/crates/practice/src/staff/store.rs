//! All SQL over `staff`.

use crate::ids::StaffId;
use crate::staff::{Role, StaffView};
use crate::store::{Select, Write};
use crate::{Code, Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

/// An account as stored.
#[derive(Debug, Clone)]
pub struct StaffRow {
    pub id: StaffId,
    pub sign_in: String,
    pub name: String,
    pub role: String,
    pub password: String,
    pub pin: Option<String>,
    pub active: bool,
    pub must_change_password: bool,
    pub wrong_tries: i64,
    pub locked_until: Option<i64>,
}

/// Somebody who may sign in, as other concepts know them.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl StaffRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            sign_in: row.get("sign_in")?,
            name: row.get("name")?,
            role: row.get("role")?,
            password: row.get("password")?,
            pin: row.get("pin")?,
            active: row.get("active")?,
            must_change_password: row.get("must_change_password")?,
            wrong_tries: row.get("wrong_tries")?,
            locked_until: row.get("locked_until")?,
        })
    }

    pub fn view(&self) -> Result<StaffView> {
        Ok(StaffView {
            id: self.id,
            sign_in: self.sign_in.clone(),
            name: self.name.clone(),
            role: Role::from_stored(&self.role)?,
            active: self.active,
            has_pin: self.pin.is_some(),
            must_change_password: self.must_change_password,
            locked_until: self.locked_until,
        })
    }
}

fn rows() -> SelectStatement {
    let mut query = Query::select();
    query
        .columns([
            "id",
            "sign_in",
            "name",
            "role",
            "password",
            "pin",
            "active",
            "must_change_password",
            "wrong_tries",
            "locked_until",
        ])
        .from("staff");
    query
}

pub fn all(on: &Connection) -> Result<Vec<StaffRow>> {
    Ok(rows().order_by("name", sea_query::Order::Asc).all(on, StaffRow::read)?)
}

pub fn by_id(on: &Connection, id: StaffId) -> Result<StaffRow> {
    rows()
        .and_where(Expr::col("id").eq(id))
        .first(on, StaffRow::read)?
        .ok_or_else(|| Refusal::not_found("This account"))
}

/// The name of somebody who has or had an account.
pub fn name_of(on: &Connection, id: StaffId) -> Result<Option<String>> {
    Ok(on
        .prepare_cached("SELECT name FROM staff WHERE id = ?1")?
        .query_row([id], |row| row.get("name"))
        .optional()?)
}

/// Everybody who may sign in, by name.
pub fn active(on: &Connection) -> Result<Vec<Colleague>> {
    let mut statement = on.prepare_cached("SELECT id, name, role FROM staff WHERE active = 1 ORDER BY name, id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Colleague {
            id: row.get("id")?,
            name: row.get("name")?,
            role: Role::from_stored(&row.get::<_, String>("role")?)?,
        });
    }
    Ok(found)
}

pub fn by_sign_in(on: &Connection, sign_in: &str) -> Result<Option<StaffRow>> {
    Ok(rows()
        .and_where(Expr::col("sign_in").eq(sign_in))
        .first(on, StaffRow::read)?)
}

pub fn insert(on: &Connection, row: &StaffRow, created_at: i64) -> Result<()> {
    let written = Query::insert()
        .into_table("staff")
        .columns([
            "id",
            "sign_in",
            "name",
            "role",
            "password",
            "must_change_password",
            "created_at",
        ])
        .values_panic([
            row.id.into(),
            row.sign_in.as_str().into(),
            row.name.as_str().into(),
            row.role.as_str().into(),
            row.password.as_str().into(),
            row.must_change_password.into(),
            created_at.into(),
        ])
        .run(on);
    match written {
        Ok(_) => Ok(()),
        Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Err(Refusal::new(Code::Invalid, "Somebody already signs in with this name.")
                .next("Choose another, for example with the family name's first letter."))
            .map_err(|refusal: Refusal| Refusal {
                field: Some("sign_in".into()),
                ..refusal
            })
        }
        Err(e) => Err(e.into()),
    }
}

pub fn update_account(on: &Connection, id: StaffId, name: &str, role: Role, active: bool) -> Result<()> {
    set(
        on,
        id,
        [
            ("name", name.into()),
            ("role", role.stored().into()),
            ("active", active.into()),
        ],
    )
}

pub fn set_password(on: &Connection, id: StaffId, password: &str, must_change: bool) -> Result<()> {
    set(
        on,
        id,
        [
            ("password", password.into()),
            ("must_change_password", must_change.into()),
        ],
    )?;
    set_tries(on, id, 0, None)
}

pub fn set_pin(on: &Connection, id: StaffId, pin: Option<&str>) -> Result<()> {
    set(on, id, [("pin", pin.map(str::to_owned).into())])
}

pub fn set_tries(on: &Connection, id: StaffId, wrong_tries: i64, locked_until: Option<i64>) -> Result<()> {
    set(
        on,
        id,
        [
            ("wrong_tries", wrong_tries.into()),
            ("locked_until", locked_until.into()),
        ],
    )
}

/// How many active owners there are besides `id`: the last one can be neither demoted nor deactivated.
pub fn other_owners(on: &Connection, id: StaffId) -> Result<i64> {
    Ok(on.query_row(
        "SELECT count(*) FROM staff WHERE role = 'owner' AND active = 1 AND id <> ?1",
        [id],
        |row| row.get(0),
    )?)
}

fn set<const N: usize>(on: &Connection, id: StaffId, values: [(&'static str, sea_query::Value); N]) -> Result<()> {
    let mut update = Query::update();
    update.table("staff").and_where(Expr::col("id").eq(id));
    for (column, value) in values {
        update.value(column, value);
    }
    if update.run(on)? == 0 {
        return Err(Refusal::not_found("This account"));
    }
    Ok(())
}

//! Carries what sea-query composed to rusqlite: values always travel as parameters, never as text.
//! Our own because the published binder holds SQLite below the WAL-reset fix (`docs/decisions.md`).

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Row, params_from_iter};
use sea_query::{QueryStatementWriter, SqliteQueryBuilder, Value, Values};

fn cells(values: Values) -> rusqlite::Result<Vec<Cell>> {
    values.into_iter().map(cell).collect()
}

fn cell(value: Value) -> rusqlite::Result<Cell> {
    Ok(match value {
        Value::Bool(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::TinyInt(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::SmallInt(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::Int(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::BigInt(v) => v.map_or(Cell::Null, Cell::Integer),
        Value::TinyUnsigned(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::SmallUnsigned(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::Unsigned(v) => v.map_or(Cell::Null, |v| Cell::Integer(v.into())),
        Value::BigUnsigned(Some(v)) => {
            Cell::Integer(i64::try_from(v).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?)
        }
        Value::BigUnsigned(None) => Cell::Null,
        Value::Float(v) => v.map_or(Cell::Null, |v| Cell::Real(v.into())),
        Value::Double(v) => v.map_or(Cell::Null, Cell::Real),
        Value::String(v) => v.map_or(Cell::Null, |v| Cell::Text(v.to_string())),
        Value::Char(v) => v.map_or(Cell::Null, |v| Cell::Text(v.to_string())),
        Value::Bytes(v) => v.map_or(Cell::Null, |v| Cell::Blob(v.to_vec())),
        #[allow(
            unreachable_patterns,
            reason = "other kinds exist only under features we do not enable"
        )]
        other => {
            return Err(rusqlite::Error::ToSqlConversionFailure(
                format!("no cell for {other:?}").into(),
            ));
        }
    })
}

/// Runs a composed SELECT.
pub trait Select: QueryStatementWriter {
    /// Every row, through `read`.
    fn all<T>(&self, on: &Connection, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let (sql, values) = self.build_any(&SqliteQueryBuilder);
        let mut statement = on.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(cells(values)?), read)?;
        rows.collect()
    }

    /// The first row, if there is one. Any failure stays a failure.
    fn first<T>(
        &self,
        on: &Connection,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        let (sql, values) = self.build_any(&SqliteQueryBuilder);
        let mut statement = on.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(cells(values)?))?;
        rows.next()?.map(read).transpose()
    }
}

/// Runs a composed INSERT, UPDATE or DELETE.
pub trait Write: QueryStatementWriter {
    /// How many rows it changed.
    fn run(&self, on: &Connection) -> rusqlite::Result<usize> {
        let (sql, values) = self.build_any(&SqliteQueryBuilder);
        on.prepare_cached(&sql)?.execute(params_from_iter(cells(values)?))
    }
}

impl Select for sea_query::SelectStatement {}
impl Write for sea_query::InsertStatement {}
impl Write for sea_query::UpdateStatement {}
impl Write for sea_query::DeleteStatement {}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_query::{Expr, ExprTrait, Query};

    #[test]
    fn every_kind_of_value_comes_back_as_it_went_in() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB, n TEXT, f INTEGER) STRICT")
            .unwrap();
        let nasty = "Robert'); DROP TABLE t;--\u{0}\u{202e}";
        Query::insert()
            .into_table("t")
            .columns(["i", "r", "s", "b", "n", "f"])
            .values_panic([
                i64::MIN.into(),
                0.5.into(),
                nasty.into(),
                vec![0u8, 255].into(),
                Option::<String>::None.into(),
                true.into(),
            ])
            .run(&db)
            .unwrap();
        let row = Query::select()
            .columns(["i", "r", "s", "b", "n", "f"])
            .from("t")
            .and_where(Expr::col("s").eq(nasty))
            .first(&db, |r| {
                Ok((
                    r.get::<_, i64>("i")?,
                    r.get::<_, f64>("r")?,
                    r.get::<_, String>("s")?,
                    r.get::<_, Vec<u8>>("b")?,
                    r.get::<_, Option<String>>("n")?,
                    r.get::<_, bool>("f")?,
                ))
            })
            .unwrap();
        assert_eq!(
            row,
            Some((i64::MIN, 0.5, nasty.to_owned(), vec![0, 255], None, true)),
            "bound values are data, never SQL"
        );
    }

    #[test]
    fn a_number_too_large_for_the_file_is_refused_not_wrapped() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE t (i INTEGER) STRICT").unwrap();
        let refused = Query::insert()
            .into_table("t")
            .columns(["i"])
            .values_panic([u64::MAX.into()])
            .run(&db);
        assert!(refused.is_err(), "u64::MAX does not fit a cell");
    }
}

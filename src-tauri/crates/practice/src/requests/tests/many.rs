use super::web::{Filled, Web};
use crate::ids::StaffId;
use crate::requests::list::{self, ListRequests};
use crate::requests::take;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn many_are_closed_at_once_what_does_not_fit_is_named_and_all_of_it_comes_back() {
    let web = Web::open();
    let requests: Vec<String> = (0..5)
        .map(|n| web.ask(json!({ "name": { "given": format!("N{n}"), "family": "Many" } })))
        .collect();
    web.desk.ask("requests.spam", web.this(&requests[4]));
    let done = web.desk.ask("requests.close_many", json!({ "requests": requests }));
    assert_eq!(done["value"]["changed"], 4);
    assert_eq!(
        (
            done["value"]["left"][0]["name"].as_str(),
            done["value"]["left"][0]["why"].as_str()
        ),
        (Some("N4 Many"), Some("This request is settled already: spam."))
    );
    assert_eq!(web.desk.ask("requests.list", json!({}))["total"], 0);
    web.undo(&done);
    assert_eq!(web.desk.ask("requests.list", json!({}))["total"], 4);
    let declined = web.desk.ask(
        "requests.decline_many",
        json!({ "requests": requests[..2], "tell": false }),
    );
    assert_eq!(declined["value"]["changed"], 2);
    let people = web.desk.ask("requests.people", Value::Null);
    let assigned = web.desk.ask(
        "requests.assign_many",
        json!({ "requests": requests, "to": people[0]["id"] }),
    );
    assert_eq!(
        assigned["value"]["changed"], 5,
        "also what is settled can be somebody's"
    );
    assert_eq!(
        web.desk
            .refused("requests.close_many", json!({ "requests": [] }))
            .field
            .as_deref(),
        Some("requests")
    );
}

/// How many statements a page takes: each is prepared anew, and SQLite says so.
fn statements(web: &Web, input: Value, limit: u64) -> usize {
    let input: ListRequests = serde_json::from_value(input).unwrap();
    let counted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&counted);
    web.desk
        .practice()
        .read(|on| {
            on.set_prepared_statement_cache_capacity(0);
            on.authorizer(Some(move |asked: AuthContext<'_>| {
                if matches!(asked.action, AuthAction::Select) {
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Authorization::Allow
            }))?;
            let page = list::page(
                on,
                &input,
                StaffId::make(),
                web.desk.practice().now().as_second(),
                limit,
            );
            on.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
            page
        })
        .unwrap();
    counted.load(Ordering::Relaxed)
}

/// Ten thousand requests: two hundred that arrived, each fifty times.
fn ten_thousand(web: &Web) {
    web.desk
        .practice()
        .transact(&Web::origin(), |tx| {
            for n in 0..200 {
                let mut arrived = web.arrived(Filled::default());
                let given = json!({ "given": format!("Given{n}"), "family": format!("Family{}", n % 13) });
                arrived.filled.answers.insert("name".into(), given);
                arrived.filled.answers.insert("pain".into(), json!(n % 11));
                arrived.received_at -= n;
                take(tx, arrived)?;
            }
            let columns: String = tx.on().query_row(
                "SELECT group_concat(name) FROM pragma_table_info('request') WHERE name NOT IN ('no', 'id', 'sid')",
                [],
                |row| row.get(0),
            )?;
            tx.on().execute_batch(&format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 49)
                 INSERT INTO request (id, sid, {columns}) SELECT randomblob(16), hex(randomblob(13)), {columns} FROM request, n"
            ))?;
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_page_of_ten_thousand_requests_costs_the_same_few_statements_wherever_and_however_long_it_is() {
    let web = Web::open();
    ten_thousand(&web);
    let first = web.desk.ask("requests.list", json!({ "limit": 50 }));
    assert_eq!(
        (first["total"].as_i64(), first["requests"].as_array().unwrap().len()),
        (Some(10_000), 50)
    );
    assert_eq!(first["requests"][0]["priority"], "urgent", "urgent first");
    let mut seen = std::collections::HashSet::new();
    for offset in (0..10_000).step_by(200) {
        let page = web.desk.ask("requests.list", json!({ "offset": offset, "limit": 200 }));
        for request in page["requests"].as_array().unwrap() {
            assert!(
                seen.insert(request["id"].as_str().unwrap().to_owned()),
                "nobody is shown twice"
            );
        }
    }
    assert_eq!(seen.len(), 10_000, "and nobody is left out");
    for page in [
        json!({}),
        json!({ "offset": 9_950 }),
        json!({ "text": "given15", "priority": "urgent" }),
        json!({ "sort": "newest", "whose": { "of": "mine" } }),
    ] {
        let (short, long) = (statements(&web, page.clone(), 1), statements(&web, page.clone(), 200));
        // Its rows and how many there are; SQLite may plan either once more for the values bound.
        assert!((2..=4).contains(&long), "{page}: {long} statements");
        assert_eq!(short, long, "{page}: as many for one row as for two hundred");
    }
    let found = web.desk.ask("requests.list", json!({ "text": "family7 given150" }));
    assert_eq!(found["total"], 50, "{found}");
    assert_eq!(web.desk.ask("requests.counts", Value::Null)["new"], 10_000);
}

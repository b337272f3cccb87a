//! Show and change the rules.

use crate::automation::quiet::wall_time;
use crate::automation::rules::Rule;
use crate::automation::{Anchor, Offset, RuleView, SaveRule, store};
use crate::door::Call;
use crate::events::Event;
use crate::ids::RuleId;
use crate::messaging::templates;
use crate::transact::Done;
use crate::{Code, Refusal, Result};

/// Every rule, in the order of the screen.
pub fn list_rules(call: &Call<'_>, (): ()) -> Result<Vec<RuleView>> {
    call.read(|on| Ok(store::rules(on)?.into_iter().map(view).collect()))
}

/// Saves a rule. Messages waiting under it are planned anew by the worker before anything else is sent.
pub fn save_rule(call: &Call<'_>, input: SaveRule) -> Result<Done<RuleView>> {
    check(&input)?;
    call.transact(|tx| {
        let before = input.rule.map(|id| store::rule(tx.on(), id)).transpose()?;
        if before.as_ref().map_or(0, |rule| rule.version) != input.version {
            let now_there = before.map(view);
            return Err(
                Refusal::new(Code::Changed, "Somebody else changed this rule in the meantime.")
                    .next("Look at it again, then save.")
                    .details(now_there),
            );
        }
        if !templates::exists(tx.on(), &input.template, "email")? {
            return Err(Refusal::invalid(
                "template",
                "There is no text of this name that is switched on. Choose one from the list.",
            ));
        }
        let rule = Rule {
            id: input.rule.unwrap_or_else(RuleId::make),
            name: input.name.trim().to_owned(),
            anchor: input.anchor,
            offset: input.offset,
            template: input.template,
            channel: "email".into(),
            asks_to_confirm: input.asks_to_confirm,
            skip_if_confirmed: input.skip_if_confirmed,
            useful_minutes: input.useful_minutes,
            active: input.active,
            version: input.version + 1,
        };
        store::put(tx.on(), &rule)?;
        store::replan_all(tx.on(), tx.now().as_second())?;
        tx.event(Event::new("rule.saved").body(serde_json::json!({ "rule": rule.id, "active": rule.active })));
        tx.subject(rule.id);
        let opposite = back(
            before.unwrap_or_else(|| Rule {
                active: false,
                ..rule.clone()
            }),
            rule.version,
        );
        let undo = tx.undo_with(&format!("Changed the rule \"{}\"", rule.name), "rules.save", &opposite)?;
        Ok(Done {
            value: view(rule),
            undo,
            told_at: None,
        })
    })
}

/// The form that puts a rule back as it was.
fn back(rule: Rule, version: i64) -> SaveRule {
    SaveRule {
        rule: Some(rule.id),
        name: rule.name,
        anchor: rule.anchor,
        offset: rule.offset,
        template: rule.template,
        asks_to_confirm: rule.asks_to_confirm,
        skip_if_confirmed: rule.skip_if_confirmed,
        useful_minutes: rule.useful_minutes,
        active: rule.active,
        version,
    }
}

fn check(input: &SaveRule) -> Result<()> {
    let name = input.name.trim();
    if name.is_empty() || name.chars().count() > 120 || name.contains(char::is_control) {
        return Err(Refusal::invalid("name", "Write 1 to 120 characters."));
    }
    let notice = matches!(input.anchor, Anchor::Booked | Anchor::Moved | Anchor::Cancelled);
    match (&input.offset, input.anchor) {
        (Offset::Minutes { minutes }, _) if notice && !(0..=24 * 60).contains(minutes) => {
            return Err(Refusal::invalid(
                "offset",
                "Tell the patient within a day: 0 to 1440 minutes.",
            ));
        }
        (Offset::Days { .. }, _) if notice => {
            return Err(Refusal::invalid(
                "offset",
                "A notice goes some minutes after the change. Write minutes.",
            ));
        }
        (Offset::Minutes { minutes }, Anchor::BeforeStart) if !(15..=90 * 24 * 60).contains(minutes) => {
            return Err(Refusal::invalid(
                "offset",
                "Remind between 15 minutes and 90 days before the visit.",
            ));
        }
        (Offset::Minutes { minutes }, Anchor::AfterCompleted) if !(0..=2 * 366 * 24 * 60).contains(minutes) => {
            return Err(Refusal::invalid("offset", "Write at most two years."));
        }
        (Offset::Days { days, at }, anchor) => {
            let fits = if anchor == Anchor::BeforeStart {
                (0..=90).contains(days)
            } else {
                (0..=731).contains(days)
            };
            if !fits {
                return Err(Refusal::invalid(
                    "offset",
                    if anchor == Anchor::BeforeStart {
                        "Remind at most 90 days before the visit."
                    } else {
                        "Write at most two years."
                    },
                ));
            }
            if let Some(at) = at {
                wall_time(at).map_err(|refusal| Refusal {
                    field: Some("offset".into()),
                    ..refusal
                })?;
            } else if anchor == Anchor::BeforeStart && *days == 0 {
                return Err(Refusal::invalid(
                    "offset",
                    "On the same day, write a time, or minutes before the visit.",
                ));
            }
        }
        _ => {}
    }
    if !(0..=731 * 24 * 60).contains(&input.useful_minutes) {
        return Err(Refusal::invalid("useful_minutes", "Write 0 minutes to two years."));
    }
    let ahead = match (&input.offset, input.anchor) {
        (Offset::Minutes { minutes }, Anchor::BeforeStart) => Some(*minutes),
        (Offset::Days { days, at: None }, Anchor::BeforeStart) => Some(days * 24 * 60),
        _ => None,
    };
    if ahead.is_some_and(|ahead| input.useful_minutes >= ahead) {
        return Err(Refusal::invalid(
            "useful_minutes",
            "It would be of no use any more before it goes. Write less than the time before the visit.",
        ));
    }
    Ok(())
}

fn view(rule: Rule) -> RuleView {
    let words = words(&rule);
    RuleView {
        id: rule.id,
        name: rule.name,
        anchor: rule.anchor,
        offset: rule.offset,
        template: rule.template,
        channel: rule.channel,
        asks_to_confirm: rule.asks_to_confirm,
        skip_if_confirmed: rule.skip_if_confirmed,
        useful_minutes: rule.useful_minutes,
        active: rule.active,
        version: rule.version,
        words,
    }
}

fn words(rule: &Rule) -> String {
    let when = match (&rule.offset, rule.anchor) {
        (Offset::Minutes { minutes }, Anchor::Booked) => format!("{} after booking", span(*minutes)),
        (Offset::Minutes { minutes }, Anchor::Moved) => format!("{} after the visit is moved", span(*minutes)),
        (Offset::Minutes { minutes }, Anchor::Cancelled) => format!("{} after the visit is cancelled", span(*minutes)),
        (Offset::Minutes { minutes }, Anchor::BeforeStart) => format!("{} before the visit", span(*minutes)),
        (Offset::Minutes { minutes }, Anchor::AfterCompleted) => format!("{} after a completed visit", span(*minutes)),
        (Offset::Days { days, at }, anchor) => {
            let side = if anchor == Anchor::BeforeStart {
                "before the visit"
            } else {
                "after a completed visit"
            };
            let day = match days {
                0 => "On the day of the visit".to_owned(),
                1 => format!("1 day {side}"),
                days => format!("{days} days {side}"),
            };
            match at {
                Some(at) => format!("{day}, at {at}"),
                None => format!("{day}, at the visit's own time"),
            }
        }
    };
    if rule.skip_if_confirmed {
        format!("{when}, unless already confirmed.")
    } else {
        format!("{when}.")
    }
}

fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 1) => "1 minute".into(),
        (0, minutes) => format!("{minutes} minutes"),
        (1, 0) => "1 hour".into(),
        (hours, 0) => format!("{hours} hours"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

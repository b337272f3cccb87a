//! Tells sleep from a clock that was set, by three clocks: the wall's, the one that stands while the computer sleeps,
//! and the one since boot that does not. Pure: all three are passed in.

use std::time::Duration;

/// A difference that is neither rounding nor a busy computer, seconds.
pub const GAP: i64 = 120;
/// A forward jump longer than this needs a second clock before anything is sent, seconds.
const JUMP: i64 = 15 * 60;
/// How long a jump that nobody confirms holds the reminders, by the clock that cannot be set. By then the computer has
/// asked a time server, if it is going to; waiting for ever would be worse than believing it.
const LONGEST_HOLD: Duration = Duration::from_secs(30 * 60);

/// What a look at the clocks says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Time went on as usual.
    Steady,
    /// The computer slept, or the clock was set a little: what was due from then on may have been missed.
    Woke {
        /// The wall time before, Unix seconds.
        from: i64,
    },
    /// The clock was set back. What was sent stays sent; what is not due any more waits.
    WentBack,
    /// The wall clock jumped far ahead and the clock since boot did not: nothing is sent.
    Hold {
        /// The wall time after the jump, Unix seconds.
        since: i64,
        /// How far, seconds.
        jumped: i64,
    },
}

#[derive(Debug, Clone, Copy)]
struct Look {
    wall: i64,
    awake: Duration,
    since_boot: Option<Duration>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    before: Look,
    since: i64,
    jumped: i64,
    awake: Duration,
}

/// Remembers the last look.
#[derive(Debug, Default)]
pub struct ClockWatch {
    last: Option<Look>,
    held: Option<Held>,
    /// Before the clock was set back: if that was the mistake, it will be set ahead to where it had been.
    before_back: Option<Look>,
}

impl ClockWatch {
    /// Looks at the clocks. `since_boot` is `None` on systems where no such clock can be read: there a forward gap is
    /// taken for sleep, which it nearly always is. `confirmed`: a person said that the wall clock is right.
    pub fn look(&mut self, wall: i64, awake: Duration, since_boot: Option<Duration>, confirmed: bool) -> Verdict {
        let now = Look {
            wall,
            awake,
            since_boot,
        };
        let Some(last) = self.last.replace(now) else {
            return Verdict::Steady;
        };
        if let Some(held) = self.held {
            return self.while_held(held, now, confirmed);
        }
        let passed = wall - last.wall;
        let real = elapsed(&last, &now).unwrap_or_else(|| passed.max(seconds(awake.saturating_sub(last.awake))));
        let jumped = passed - real;
        if jumped > JUMP && self.before_back.take_if(|before| agrees(before, &now)).is_some() {
            return Verdict::Woke { from: last.wall };
        }
        if jumped > JUMP {
            let held = Held {
                before: last,
                since: wall,
                jumped,
                awake,
            };
            self.held = Some(held);
            return Verdict::Hold { since: wall, jumped };
        }
        if jumped < -GAP {
            self.before_back.get_or_insert(last);
            return Verdict::WentBack;
        }
        if passed > GAP {
            Verdict::Woke { from: last.wall }
        } else {
            Verdict::Steady
        }
    }

    /// The work of a look took long: what passed meanwhile was work, not sleep. Only the look's own end counts, and
    /// only if the clocks agree; a jump in the middle of it stays to be seen by the next look.
    pub fn worked(&mut self, wall: i64, awake: Duration, since_boot: Option<Duration>) {
        let now = Look {
            wall,
            awake,
            since_boot,
        };
        let agrees = self.last.is_none_or(|last| {
            let passed = wall - last.wall;
            // A computer put to sleep in the middle of a letter slept: work is only what it was awake for.
            let slept = passed - seconds(awake.saturating_sub(last.awake)) > GAP;
            (passed - elapsed(&last, &now).unwrap_or(passed)).abs() <= GAP && passed >= 0 && !slept
        });
        if agrees && self.held.is_none() {
            self.last = Some(now);
        }
    }

    fn while_held(&mut self, held: Held, now: Look, confirmed: bool) -> Verdict {
        let since_before = elapsed(&held.before, &now).unwrap_or(0);
        let set_right = ((now.wall - held.before.wall) - since_before).abs() <= JUMP;
        let waited = now.awake.saturating_sub(held.awake) >= LONGEST_HOLD;
        if set_right || confirmed || waited {
            self.held = None;
            return Verdict::Woke { from: held.before.wall };
        }
        Verdict::Hold {
            since: held.since,
            jumped: held.jumped,
        }
    }
}

/// Whether the wall clock moved between two looks as the clock since boot did.
fn agrees(from: &Look, to: &Look) -> bool {
    elapsed(from, to).is_some_and(|real| ((to.wall - from.wall) - real).abs() <= GAP)
}

/// Seconds that really passed between two looks, sleep included.
fn elapsed(from: &Look, to: &Look) -> Option<i64> {
    Some(seconds(to.since_boot?.saturating_sub(from.since_boot?)))
}

fn seconds(span: Duration) -> i64 {
    i64::try_from(span.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A computer whose three clocks move as told.
    struct Computer {
        wall: i64,
        awake: u64,
        boot: u64,
        knows_boot: bool,
        watch: ClockWatch,
    }

    impl Computer {
        fn new(knows_boot: bool) -> Self {
            let mut computer = Self {
                wall: 1_800_000_000,
                awake: 100,
                boot: 100,
                knows_boot,
                watch: ClockWatch::default(),
            };
            assert_eq!(
                computer.look(false),
                Verdict::Steady,
                "the first look has nothing to compare with"
            );
            computer
        }

        fn run(&mut self, seconds: u64) {
            self.wall += seconds as i64;
            self.awake += seconds;
            self.boot += seconds;
        }

        fn sleep(&mut self, seconds: u64) {
            self.wall += seconds as i64;
            self.boot += seconds;
        }

        fn look(&mut self, confirmed: bool) -> Verdict {
            self.watch.look(
                self.wall,
                Duration::from_secs(self.awake),
                self.knows_boot.then(|| Duration::from_secs(self.boot)),
                confirmed,
            )
        }
    }

    #[test]
    fn a_night_asleep_is_sleep_with_and_without_a_clock_since_boot() {
        for knows_boot in [true, false] {
            let mut pc = Computer::new(knows_boot);
            pc.run(20);
            assert_eq!(pc.look(false), Verdict::Steady);
            let from = pc.wall;
            pc.sleep(8 * 3600);
            assert_eq!(pc.look(false), Verdict::Woke { from }, "knows_boot: {knows_boot}");
            pc.run(20);
            assert_eq!(pc.look(false), Verdict::Steady, "and then it is over");
        }
    }

    #[test]
    fn a_jump_of_days_holds_until_the_clock_is_set_right() {
        let mut pc = Computer::new(true);
        pc.wall += 3 * 86_400;
        assert!(matches!(pc.look(false), Verdict::Hold { jumped: 259_200, .. }));
        pc.run(20);
        assert!(matches!(pc.look(false), Verdict::Hold { .. }), "still wrong");
        pc.wall -= 3 * 86_400;
        pc.run(20);
        assert!(
            matches!(pc.look(false), Verdict::Woke { .. }),
            "set right: go on, and look at what was missed"
        );
    }

    #[test]
    fn a_jump_is_believed_when_a_person_says_so_or_half_an_hour_has_passed() {
        let mut pc = Computer::new(true);
        pc.wall += 86_400;
        assert!(matches!(pc.look(false), Verdict::Hold { .. }));
        assert!(
            matches!(pc.look(true), Verdict::Woke { .. }),
            "a person is a second clock"
        );
        pc.wall += 86_400;
        assert!(matches!(pc.look(false), Verdict::Hold { .. }));
        pc.run(29 * 60);
        assert!(matches!(pc.look(false), Verdict::Hold { .. }));
        pc.run(60);
        assert!(
            matches!(pc.look(false), Verdict::Woke { .. }),
            "reminders are never blocked for ever"
        );
    }

    #[test]
    fn a_clock_set_back_and_a_small_correction_hold_nothing() {
        let mut pc = Computer::new(true);
        pc.wall -= 3600;
        assert_eq!(pc.look(false), Verdict::WentBack);
        pc.run(20);
        assert_eq!(pc.look(false), Verdict::Steady);
        pc.wall += 300;
        assert!(
            matches!(pc.look(false), Verdict::Woke { .. }),
            "five minutes ahead: look at what was missed, send it"
        );
    }

    #[test]
    fn a_clock_wrongly_set_back_and_set_right_again_holds_nothing() {
        let mut pc = Computer::new(true);
        pc.run(20);
        assert_eq!(pc.look(false), Verdict::Steady);
        for back in [86_400, 3 * 86_400] {
            pc.wall -= back;
            pc.run(20);
            assert_eq!(pc.look(false), Verdict::WentBack);
            pc.run(20);
        }
        pc.wall += 4 * 86_400;
        assert!(
            matches!(pc.look(false), Verdict::Woke { .. }),
            "back where it had been: that is the right time"
        );
        pc.wall += 86_400;
        assert!(matches!(pc.look(false), Verdict::Hold { .. }), "a further jump is one");
    }

    #[test]
    fn long_work_is_not_sleep_but_a_jump_during_it_is_seen() {
        let mut pc = Computer::new(true);
        pc.run(300);
        pc.watch.worked(
            pc.wall,
            Duration::from_secs(pc.awake),
            Some(Duration::from_secs(pc.boot)),
        );
        pc.run(20);
        assert_eq!(pc.look(false), Verdict::Steady, "300 s of sending is work");
        pc.run(60);
        pc.wall += 86_400;
        pc.watch.worked(
            pc.wall,
            Duration::from_secs(pc.awake),
            Some(Duration::from_secs(pc.boot)),
        );
        assert!(
            matches!(pc.look(false), Verdict::Hold { .. }),
            "a jump in the middle of it is not forgotten"
        );
    }

    #[test]
    fn a_computer_put_to_sleep_in_the_middle_of_a_letter_slept() {
        let mut pc = Computer::new(true);
        let before = pc.wall;
        pc.run(5);
        pc.sleep(9 * 3600);
        pc.watch.worked(
            pc.wall,
            Duration::from_secs(pc.awake),
            Some(Duration::from_secs(pc.boot)),
        );
        assert_eq!(
            pc.look(false),
            Verdict::Woke { from: before },
            "the catch-up after it is told"
        );
    }
}

//! One story for each promise; `on_both_stores!` plays each twice.

mod crashes;
mod devices;
mod http;
mod inbox;
mod limits;
mod pressure;
mod public;
mod race;
mod slots;
mod world;

/// Makes a test on each store of every story named.
macro_rules! on_both_stores {
    ($($story:ident)*) => { $(
        mod $story {
            #[test]
            fn on_sqlite() { super::$story(crate::suite::world::World::sqlite()); }
            #[test]
            fn on_postgresql() { super::$story(crate::suite::world::World::postgresql()); }
        }
    )* };
}
pub(crate) use on_both_stores;

//! Stories told through the door, on real files.

mod story {
    mod canary;
    mod doorkeeping;
    mod faults;
    mod first_day;
    mod people;
    mod pressed;
    mod seats;
    mod ways_in;
}

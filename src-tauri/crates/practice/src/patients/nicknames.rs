//! Common English nicknames, so that "Bill" finds William. Each line is one group: everybody in it may be called by
//! any name of it. Folded spelling. Nicknames a patient really uses stand in the record as the preferred name.

const GROUPS: &[&[&str]] = &[
    &["abigail", "abby", "gail"],
    &["albert", "al", "bert", "bertie"],
    &["alexander", "alex", "alec", "sandy", "xander", "sasha"],
    &["alexandra", "alex", "alexa", "sandra", "sasha", "lexi"],
    &["alfred", "al", "alf", "alfie", "fred"],
    &["amanda", "mandy"],
    &["andrew", "andy", "drew"],
    &["angela", "angie"],
    &["anthony", "antony", "tony"],
    &["arthur", "art", "artie"],
    &["barbara", "barb", "babs", "barbie"],
    &["benjamin", "ben", "benny", "benji"],
    &["bernard", "bernie"],
    &[
        "catherine",
        "katherine",
        "kathryn",
        "cathy",
        "kathy",
        "kate",
        "katie",
        "kay",
        "kit",
        "kitty",
    ],
    &["charles", "charlie", "chuck", "chas"],
    &["charlotte", "charlie", "lottie", "lotte"],
    &["christina", "christine", "chris", "chrissy", "tina"],
    &["christopher", "chris", "kit", "topher"],
    &["cynthia", "cindy"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davy"],
    &["deborah", "debra", "deb", "debbie"],
    &["donald", "don", "donnie"],
    &["dorothy", "dot", "dottie", "dolly"],
    &["douglas", "doug"],
    &["edward", "ed", "eddie", "ted", "teddy", "ned"],
    &["eleanor", "ellie", "nell", "nora", "lenny"],
    &[
        "elizabeth",
        "elisabeth",
        "liz",
        "lizzie",
        "beth",
        "betty",
        "betsy",
        "eliza",
        "libby",
        "lisa",
        "bess",
    ],
    &["emily", "em", "emmy"],
    &["eugene", "gene"],
    &["frances", "fran", "frannie", "francie"],
    &["francis", "frank", "frankie"],
    &["franklin", "frank", "frankie"],
    &["frederick", "fred", "freddie", "rick"],
    &["gabriel", "gabe"],
    &["george", "georgie"],
    &["gerald", "gerry", "jerry"],
    &["gregory", "greg"],
    &["harold", "harry", "hal"],
    &["helen", "nell", "nellie"],
    &["henry", "harry", "hank", "hal"],
    &["isabella", "isabel", "bella", "izzy", "belle"],
    &["jacob", "jake"],
    &["jacqueline", "jackie"],
    &["james", "jim", "jimmy", "jamie"],
    &["janet", "jan"],
    &["jeffrey", "geoffrey", "jeff", "geoff"],
    &["jennifer", "jen", "jenny"],
    &["jessica", "jess", "jessie"],
    &["john", "jack", "johnny"],
    &["jonathan", "jon", "johnny"],
    &["joseph", "joe", "joey"],
    &["josephine", "jo", "josie"],
    &["joshua", "josh"],
    &["judith", "judy", "jude"],
    &["julia", "julie", "jules"],
    &["kenneth", "ken", "kenny"],
    &["kimberly", "kim"],
    &["lawrence", "laurence", "larry", "laurie"],
    &["leonard", "len", "lenny", "leo"],
    &["leslie", "les"],
    &["louis", "lou", "louie"],
    &["louise", "lou"],
    &[
        "margaret", "maggie", "meg", "peggy", "marge", "margie", "greta", "rita", "daisy",
    ],
    &["martha", "marty", "mattie"],
    &["martin", "marty"],
    &["mary", "molly", "polly", "mamie", "may"],
    &["matthew", "matt"],
    &["melissa", "mel", "missy"],
    &["michael", "mike", "mick", "mickey", "mikey"],
    &["michelle", "shelly"],
    &["mohammed", "muhammad", "mohamed", "mohammad", "muhammed", "mo"],
    &["nancy", "nan"],
    &["nathaniel", "nathan", "nate", "nat"],
    &["nicholas", "nick", "nicky"],
    &["nicole", "nicky", "nikki"],
    &["oliver", "ollie"],
    &["olivia", "liv", "livvy", "ollie"],
    &["pamela", "pam"],
    &["patricia", "pat", "patty", "tricia", "trish"],
    &["patrick", "pat", "paddy"],
    &["peter", "pete"],
    &["philip", "phillip", "phil", "pip"],
    &["raymond", "ray"],
    &["rebecca", "becky", "becca"],
    &["richard", "dick", "rick", "ricky", "rich", "richie"],
    &["robert", "bob", "bobby", "rob", "robbie", "bert"],
    &["ronald", "ron", "ronnie"],
    &["rosemary", "rose", "rosie"],
    &["samantha", "sam", "sammy"],
    &["samuel", "sam", "sammy"],
    &["sarah", "sara", "sally", "sadie"],
    &["stephanie", "steph", "stevie"],
    &["stephen", "steven", "steve", "stevie"],
    &["stuart", "stewart", "stu"],
    &["susan", "sue", "susie", "suzy"],
    &["teresa", "theresa", "terry", "tess", "tessa"],
    &["theodore", "ted", "teddy", "theo"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim", "timmy"],
    &["valerie", "val"],
    &["victoria", "vicky", "tori"],
    &["vincent", "vince", "vinny"],
    &["virginia", "ginny", "ginger"],
    &["walter", "walt", "wally"],
    &["william", "bill", "billy", "will", "willy", "liam"],
    &["zachary", "zach", "zack"],
];

/// The most other names one name stands for.
const MOST: usize = 16;

/// The other names a folded name may stand for.
pub fn other_names(name: &str) -> Vec<&'static str> {
    let mut others = Vec::new();
    for group in GROUPS.iter().filter(|group| group.contains(&name)) {
        for other in group.iter().filter(|other| **other != name) {
            if others.len() < MOST && !others.contains(other) {
                others.push(*other);
            }
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bill_is_william_and_back_and_nobody_stands_alone() {
        assert!(other_names("bill").contains(&"william"));
        assert!(other_names("william").contains(&"bill"));
        assert!(
            other_names("alex").contains(&"alexandra") && other_names("alex").contains(&"alexander"),
            "a nickname of two names finds both"
        );
        assert!(other_names("xanthippe").is_empty());
        assert!(GROUPS.iter().all(|group| group.len() > 1));
    }

    #[test]
    fn groups_are_written_as_they_are_looked_up() {
        for name in GROUPS.iter().flat_map(|group| group.iter()) {
            assert_eq!(crate::patients::fold::words(name), [*name], "folded spelling");
        }
    }
}

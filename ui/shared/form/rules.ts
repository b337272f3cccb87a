// The rules of a form, the twin of `src-tauri/crates/protocol/src/form` in Rust: what is shown, what does not fit, what it
// scores. Both run `src-tauri/crates/protocol/vectors/forms.json`. The clinic checks everything again with its own.
//
//   shown(form, answers)                            → { sections: Set, questions: Set } of ids
//   check(form, answers, { today, country, files }) → Problem[], at most one a question, in the form's order
//   score(form, answers)                            → { points, band (index or null) } | null
//   asked(form, answers)                            → only the answers that count: seal these. While a form is being filled, check these too:
//                                                     an answer left behind in a question that is now hidden is `not_asked`
//   cleaned(text)                                   → a typed or pasted text without marks nobody sees: use it on every text input
//   withServices(form, services)                    → a draft with its service questions filled in, for the preview
export { asked, shown, type Shown } from './rules/conditions';
export { check, type Facts, type NamedFile } from './rules/check';
export { cleaned } from './rules/characters';
export { score, type Scored } from './rules/score';
export { withServices } from './rules/services';
export { isDay, isEmail, isPhone } from './rules/values';

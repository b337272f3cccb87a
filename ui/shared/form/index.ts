// The form as a patient sees it: drawn on the patient's page, in a clinic's own page, and in the designer's preview.
export { default as FormView } from './FormView.svelte';
export { default as FormSection } from './FormSection.svelte';
export { default as ErrorSummary } from './ErrorSummary.svelte';
export { default as Say } from './Say.svelte';
export { focusQuestion } from './focus';
export { told, type About } from './about';
export { entriesOf, questionsOf, withFiles, type Answers, type FormFile } from './answers';
export { problemText, questionText } from './problems';
export { base, directionOf, localeOf, nearest, ownName, tell, type Text, type Told } from './text';
export { en as formWordsEn, formWords, FORM_LANGUAGES, type FormWords } from './words';

// Finds things on a screen the way a person names them. This function runs inside the page, in WebKitGTK and in Chromium
// alike, so it must not use anything from outside itself.
//
// A target is one of, with an optional `within` (another target) and `nth`:
//   {role: 'button', name: 'Book'}   {label: 'Family name'}   {text: 'Grace Kim'}   {css: '.grid'}
// Names are compared whole and without regard to case; a name of the form {re: 'x'} is a pattern.

/** @returns the first fitting element that can be seen, or null */
export function findIn(target) {
  const roles = {
    button: 'button,[role=button],input[type=submit],input[type=button],summary',
    link: 'a[href],[role=link]',
    heading: 'h1,h2,h3,h4,h5,h6,[role=heading]',
    textbox: 'input:not([type]),input[type=text],input[type=email],input[type=tel],input[type=password],input[type=search],input[type=date],input[type=time],input[type=number],textarea,[role=textbox],[role=searchbox],[contenteditable=true]',
    combobox: 'select,[role=combobox]',
    checkbox: 'input[type=checkbox],[role=checkbox],[role=switch]',
    radio: 'input[type=radio],[role=radio]',
    dialog: 'dialog,[role=dialog],[role=alertdialog]',
    option: '[role=option],option',
    menuitem: '[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio]',
    tab: '[role=tab]',
    row: 'tr,[role=row]',
    cell: 'td,[role=cell],[role=gridcell]',
    alert: '[role=alert]',
    status: '[role=status]',
    navigation: 'nav,[role=navigation]',
    main: 'main,[role=main]',
  };
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const fits = (text, wanted) => {
    if (wanted === undefined) return true;
    if (typeof wanted === 'object') return new RegExp(wanted.re, wanted.flags ?? 'i').test(tidy(text));
    return tidy(text).toLowerCase() === tidy(wanted).toLowerCase();
  };
  const seen = (element) => {
    // What is kept from a screen reader is not named by a role or label, but an eye (css) sees it.
    if (element.closest(target.css ? '[inert]' : '[aria-hidden=true],[inert]')) return false;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden';
  };
  const textOf = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden=true],kbd,svg')) hidden.remove();
    return copy.textContent;
  };
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby');
    if (by) return by.split(/\s+/).map((id) => tidy(document.getElementById(id)?.textContent)).join(' ');
    if (element.getAttribute('aria-label')) return element.getAttribute('aria-label');
    if (element.labels?.length) return [...element.labels].map((label) => labelText(label)).join(' ');
    if (element.matches('input[type=submit],input[type=button]')) return element.value;
    const text = element.matches('input,textarea,select') ? '' : textOf(element);
    return tidy(text) || element.getAttribute('title') || element.getAttribute('placeholder') || '';
  };
  // A label's words, without the control and the hint it may wrap.
  const labelText = (label) => {
    const copy = label.cloneNode(true);
    for (const inner of copy.querySelectorAll('input,select,textarea,button,small,.hint,.opt,svg,[aria-hidden=true]')) inner.remove();
    return tidy(copy.textContent);
  };

  let root = document;
  if (target.within) {
    root = findIn(target.within);
    if (!root) return null;
  }
  let found;
  if (target.css) {
    found = [...root.querySelectorAll(target.css)].filter((element) => fits(element.textContent, target.name));
  } else if (target.role) {
    found = [...root.querySelectorAll(roles[target.role] ?? `[role=${target.role}]`)].filter((element) => {
      const own = element.getAttribute('role');
      return (!own || own === target.role || roles[target.role]?.includes(`[role=${own}]`)) && fits(nameOf(element), target.name);
    });
  } else if (target.label !== undefined) {
    found = [...root.querySelectorAll('input,select,textarea,[role=combobox],[role=textbox],[role=switch],[role=radiogroup],[contenteditable=true]')]
      .filter((element) => fits(nameOf(element), target.label));
  } else {
    // The deepest element that says it: one whose children do not.
    const says = [...root.querySelectorAll('*')].filter((element) => !element.matches('script,style') && fits(element.textContent, target.text));
    found = says.filter((element) => ![...element.children].some((child) => says.includes(child)));
  }
  found = found.filter(seen);
  const nth = target.nth ?? 0;
  return found[nth < 0 ? found.length + nth : nth] ?? null;
}

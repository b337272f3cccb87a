// One script for the clinic's own site. Draws the same page where its tag stands, in a shadow root: the site's styles do not reach in,
// ours do not reach out, and nothing is put into the site's globals.
// docs/embed-example.html shows the tag.
import { mount } from 'svelte';
import tokens from '@shared/tokens.css?inline';
import base from '@shared/base.css?inline';
import form from '@shared/form/form.css?inline';
import page from './page.css?inline';
import { readAddress } from './address';
import App from './App.svelte';
import { followTheme } from './theme';

/** What a document says of its root is here the host's. */
const styles = [tokens, base, page, form].join('\n').replaceAll(/:root\[([^\]]+)\]/g, ':host([$1])').replaceAll(':root', ':host');

function start(tag: HTMLScriptElement): void {
  const { clinic = '', form: slug, lang, theme } = tag.dataset;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers before adopted style sheets; a site whose policy forbids inline styles then shows the form plain, but whole.
    const element = document.createElement('style');
    element.textContent = styles;
    root.append(element);
  }
  if (theme === 'light' || theme === 'dark') host.dataset['theme'] = theme;
  // A site that knows no dark gets none from us.
  else if (getComputedStyle(document.documentElement).colorScheme.includes('dark')) followTheme(host);
  else host.dataset['theme'] = 'light';
  tag.after(host);
  mount(App, {
    target: root,
    props: {
      setting: {
        address: readAddress(slug ? `/c/${clinic}/${slug}` : `/c/${clinic}`, ''),
        base: new URL(tag.src).origin,
        source: location.origin + location.pathname,
        embedded: true,
        language: lang ?? (document.documentElement.lang || null),
      },
    },
  });
}

const tag = document.currentScript;
if (tag instanceof HTMLScriptElement) start(tag);

import { mount } from 'svelte';
import '@shared/tokens.css';
import '@shared/base.css';
import './page.css';
import { cleanPath, readAddress } from './address';
import App from './App.svelte';
import { followTheme } from './theme';

// First of all the secret leaves the address bar, before anything is loaded that could fail.
const address = readAddress(location.pathname, location.hash);
const language = new URLSearchParams(location.search).get('lang');
if (address.view !== 'nothing' && (location.pathname !== cleanPath(address) || location.search || location.hash)) {
  history.replaceState(history.state, '', cleanPath(address));
}

followTheme(document.documentElement);
const target = document.getElementById('app');
if (target) {
  mount(App, {
    target,
    props: { setting: { address, base: '', source: `${location.origin}${cleanPath(address)}`, embedded: false, language } },
  });
}

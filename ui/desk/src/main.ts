import '@fontsource-variable/inter/index.css';
import '@shared/tokens.css';
import '@shared/base.css';
import { mount } from 'svelte';
import { look } from '@shared/state/look.svelte';
import App from './App.svelte';

look.apply();

// After Keepwell was updated, a page opened before asks for parts that are gone: the page is loaded afresh, once, and
// finds the new ones. What was being typed is kept in the practice as a draft.
window.addEventListener('vite:preloadError', (event) => {
  const lately = Number(sessionStorage.getItem('keepwell.refreshed') ?? 0);
  if (Date.now() - lately < 60_000) return;
  sessionStorage.setItem('keepwell.refreshed', String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount on');
mount(App, { target });

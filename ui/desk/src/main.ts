import '@fontsource-variable/inter/index.css';
import '@shared/tokens.css';
import '@shared/base.css';
import { mount } from 'svelte';
import { look } from '@shared/state/look.svelte';
import App from './App.svelte';

look.apply();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount on');
mount(App, { target });

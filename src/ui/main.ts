// Starts the page, once the words of its language are there.

import { mount } from 'svelte';
import App from './App.svelte';
import { settings } from './settings.svelte.ts';
import { loadTexts } from './text.ts';
import './theme.css';

// no await at the top: it would break the entry into many files
void loadTexts(settings.language).then(() => {
  const target = document.getElementById('app')!;
  target.replaceChildren();
  mount(App, { target });
});

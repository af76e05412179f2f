// A secret that was just made: shown once.
import { copyBox } from './copybox.js';
import { el } from './dom.js';
import { open } from './dialog.js';

/** Done when the reader closes it. */
export function showSecret(title, label, secret) {
  return new Promise(resolve => {
    const done = el('button', { type: 'button', class: 'button primary', on: { click: () => dialog.close() } }, 'I have it');
    const dialog = el('dialog', { class: 'secret', 'aria-labelledby': 'secret-title' }, el('div', { class: 'stack' },
      el('h2', { id: 'secret-title' }, title),
      el('p', {}, 'Copy it now: it is not shown again, and nobody can read it out of the server.'),
      copyBox(label, secret), el('div', { class: 'row end' }, done)));
    open(dialog, resolve);
  });
}

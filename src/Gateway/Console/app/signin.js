// The way in where there is no demo: an app's name, its secret, and who you are.
import { act } from './act.js';
import { el, setText } from './dom.js';
import { field } from './dialog.js';
import { signIn } from './session.js';

export function showSignIn(main, reason) {
  const app = el('input', { name: 'app', required: true, autocomplete: 'organization', placeholder: 'shop' });
  const secret = el('input', { name: 'secret', type: 'password', required: true, autocomplete: 'current-password' });
  const user = el('input', { name: 'user', required: true, autocomplete: 'username', maxlength: 64, pattern: '[A-Za-z0-9_.~\\-]+', title: 'Letters, digits and _ . ~ -', placeholder: 'anna' });
  const button = el('button', { class: 'button primary' }, 'Sign in');
  const error = el('p', { class: 'error', role: 'alert' });
  setText(error, reason);
  const submit = async event => {
    event.preventDefault();
    setText(error, '');
    await act(button, () => signIn(app.value.trim(), secret.value, user.value.trim()), words => setText(error, words));
  };
  main.replaceChildren(el('div', { class: 'view' }, el('form', { class: 'card narrow stack signin', on: { submit } },
    el('h1', {}, 'Sign in'),
    el('p', { class: 'muted' }, 'The app and its secret are what the server was started with: --Apps:shop:Secret …'),
    field('App', app), field('Secret', secret), field('You', user), error, button)));
  app.focus();
}

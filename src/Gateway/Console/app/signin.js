// The way in where there is no demo: an app's name, its secret, and who you are; or the identity provider, where there is one.
import { act } from './act.js';
import { el, setText } from './dom.js';
import { field } from './dialog.js';
import { provider, signIn } from './session.js';

// What the server says of a sign-in by the identity provider that came to nothing.
const Reasons = {
  provider_unavailable: 'The identity provider does not answer. Try again, or sign in with a secret.',
  provider_refused: 'The identity provider has refused the sign-in.',
  state_invalid: 'This sign-in was begun elsewhere, has taken too long, or was used before. Begin again.',
  token_invalid: 'The identity provider’s answer is not believed. Begin again.',
  no_role: 'You are known, but have no role here. Ask for one.',
};

/** reason: why the reader is here, in words or as a code of the server. */
export function showSignIn(main, reason) {
  const app = el('input', { name: 'app', autocomplete: 'organization', placeholder: 'shop' });
  const secret = el('input', { name: 'secret', type: 'password', required: true, autocomplete: 'current-password' });
  const user = el('input', { name: 'user', required: true, autocomplete: 'username', maxlength: 64, pattern: '[A-Za-z0-9_.~\\-]+', title: 'Letters, digits and _ . ~ -', placeholder: 'anna' });
  const button = el('button', { class: 'button primary' }, 'Sign in');
  const error = el('p', { class: 'error', role: 'alert' });
  setText(error, Reasons[reason] ?? reason);
  const submit = async event => {
    event.preventDefault();
    setText(error, '');
    await act(button, () => signIn(app.value.trim(), secret.value, user.value.trim()), words => setText(error, words));
  };
  main.replaceChildren(el('div', { class: 'view' }, el('form', { class: 'card narrow stack signin', on: { submit } },
    el('h1', {}, 'Sign in'), byProvider(),
    el('p', { class: 'muted' }, 'The app and its secret are what the server was started with: --Apps:shop:Secret … Operators leave the app empty and give the admin secret.'),
    field('App', app), field('Secret', secret), field('You', user), error, button)));
  app.focus();
}

function byProvider() {
  if (!provider()) return null;
  const query = new URLSearchParams(location.search);
  const back = (query.get('return') ?? '/') + location.hash;
  return el('a', { class: 'button primary', href: `oidc/login?${new URLSearchParams({ return: back })}` }, `Sign in with ${provider()}`);
}

// Who is signed in: the token lives in this tab's sessionStorage, nowhere else.
import { ApiError, request } from './http.js';

const Key = 'rooms.session';

// Set by signing out: the demo does not sign in again by itself.
const LeftKey = 'rooms.left';

/** Fires 'change' when somebody signs in or out; detail.reason says why it ended. */
export const session = new EventTarget();

let current = JSON.parse(sessionStorage.getItem(Key) ?? 'null');

export const signedIn = () => current !== null;
export const user = () => current?.user ?? '';
export const app = () => current?.app ?? '';

/** The token to speak with. Operators' pages use the operator's own, where there is one. */
export const token = as => (as === 'operator' && current?.operatorToken) || current?.token;

/** The demo on loopback signs everybody in. False: this server is no demo, or the reader has just signed out of it. */
export async function signInByDemo() {
  if (sessionStorage.getItem(LeftKey)) return false;
  try {
    const demo = await request('GET', 'v1/demo/session');
    keep({ token: demo.token, app: demo.app, user: demo.user, operatorToken: demo.operatorToken });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) return false;
    throw error;
  }
}

export async function signIn(appName, secret, userId) {
  const body = { app: appName, secret, user: userId, roles: ['admin', 'anchor', 'user'] };
  const answer = await request('POST', 'v1/tokens', { body });
  keep({ ...current, token: answer.token, app: appName, user: userId });
}

/** Operators see the nodes of every app; their token is kept beside the app's. */
export async function signInOperator(secret) {
  const answer = await request('POST', 'v1/tokens', { body: { secret, user: user() || 'operator', roles: ['operator'] } });
  keep({ ...current, operatorToken: answer.token });
}

/** The reader's own wish. */
export function leave() {
  sessionStorage.setItem(LeftKey, 'yes');
  end('');
}

/** reason: why the session is over, in words for the reader. */
export function end(reason) {
  current = null;
  sessionStorage.removeItem(Key);
  session.dispatchEvent(new CustomEvent('change', { detail: { reason } }));
}

function keep(next) {
  current = next;
  sessionStorage.setItem(Key, JSON.stringify(next));
  sessionStorage.removeItem(LeftKey);
  session.dispatchEvent(new CustomEvent('change', { detail: { reason: '' } }));
}

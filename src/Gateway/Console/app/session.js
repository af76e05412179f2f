// Who is signed in. The session is a cookie that no script reads; only the demo, and a phone that it invited, hold a token, in this tab's sessionStorage.
import { ApiError, request } from './http.js';

const Key = 'rooms.session';

// The app that an operator looks at.
const AppKey = 'rooms.app';

// Set by signing out: the demo does not sign in again by itself.
const LeftKey = 'rooms.left';

/** Fires 'change' when somebody signs in or out; detail.reason says why it ended. */
export const session = new EventTarget();

// The QR code of `./rooms up --phone` brings a key behind the '#', where no server sees it; out of the address bar it goes.
const invitation = /^#phone=([\w-]+)$/.exec(location.hash)?.[1];
if (invitation) history.replaceState(null, '', location.pathname);

let current = JSON.parse(sessionStorage.getItem(Key) ?? 'null');
let providerName = null;
let appNames = [];

export const signedIn = () => current !== null;
export const user = () => current?.user ?? '';
export const isOperator = () => has('operator') || Boolean(current?.operatorToken);
export const isAdmin = () => isOperator() || has('admin');

/** The identity provider's name, once the server was asked; null: there is none. */
export const provider = () => providerName;

/** The app whose rooms are shown; an operator has no own one and chooses. */
export const app = () => current?.app ?? sessionStorage.getItem(AppKey) ?? '';

/** The apps that an operator may choose among; empty for everybody else. */
export const apps = () => appNames;

/** What a request speaks with. Operators' pages use the operator's own token, where there is one. */
export const credentials = as => ({ token: (as === 'operator' && current?.operatorToken) || current?.token, csrf: current?.csrf });

/** To be added to what is asked of one app: an operator's session names the app each time. */
export const appQuery = () => (current?.csrf && !current.app ? { app: app() } : {});

/** An address with that in it. */
export function withApp(address) {
  const query = new URLSearchParams(appQuery()).toString();
  return query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address;
}

/** Something that is another one after every sign-in. */
export const generation = () => current;

/** The session of this browser, if the server knows one. */
export async function resume() {
  if (current) return true;
  const answer = await request('GET', 'v1/session');
  providerName = answer.provider ?? null;
  if (!answer.session) return false;
  await keepCookie(answer.session);
  return true;
}

/** The demo signs everybody on loopback in, and an invited phone. False: this server is no demo, or the reader has just signed out of it. */
export async function signInByDemo() {
  if (sessionStorage.getItem(LeftKey)) return false;
  try {
    const demo = await request('GET', 'v1/demo/session', { headers: invitation ? { 'Phone-Key': invitation } : {} });
    const { token, app, user, roles, operatorToken } = demo;
    sessionStorage.setItem(Key, JSON.stringify({ token, app, user, roles, operatorToken }));
    keep({ token, app, user, roles, operatorToken });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) return false;
    throw error;
  }
}

/** Without an app: as an operator, with the admin secret. */
export async function signIn(appName, secret, userId) {
  const answer = await request('POST', 'v1/session', { body: { ...(appName ? { app: appName } : {}), secret, user: userId }, csrf: current?.csrf });
  sessionStorage.removeItem(Key);
  await keepCookie(answer.session);
}

/** Operators see the nodes of every app, and go on with the app that they were in. */
export function signInOperator(secret) {
  if (app()) sessionStorage.setItem(AppKey, app());
  return signIn('', secret, user() || 'operator');
}

export function choose(appName) {
  sessionStorage.setItem(AppKey, appName);
  keep({ ...current });
}

/** The reader's own wish. */
export async function leave() {
  sessionStorage.setItem(LeftKey, 'yes');
  if (current?.csrf) await request('DELETE', 'v1/session', { csrf: current.csrf });
  end('');
}

/** reason: why the session is over, in words for the reader. */
export function end(reason) {
  current = null;
  appNames = [];
  sessionStorage.removeItem(Key);
  session.dispatchEvent(new CustomEvent('change', { detail: { reason } }));
}

async function keepCookie({ user, app, roles, csrf }) {
  appNames = app ? [] : (await request('GET', 'v1/apps')).apps.map(one => one.name);
  if (!app && !appNames.includes(sessionStorage.getItem(AppKey))) sessionStorage.setItem(AppKey, appNames[0] ?? '');
  keep({ user, app, roles, csrf });
}

function keep(next) {
  current = next;
  sessionStorage.removeItem(LeftKey);
  session.dispatchEvent(new CustomEvent('change', { detail: { reason: '' } }));
}

const has = role => current?.roles?.includes(role) ?? false;

// The console's start: sign in, draw the bar, show the page that the address names.
import { Router } from './router.js';
import { act } from './act.js';
import { el, icon, note } from './dom.js';
import { app, apps, choose, isAdmin, isOperator, leave, resume, session, signInByDemo, signedIn, user } from './session.js';
import { apps as appsPage } from './apps.js';
import { goLive } from './golive.js';
import { messages } from './messages.js';
import { nodes } from './nodes.js';
import { room } from './room.js';
import { showSignIn } from './signin.js';
import { usage } from './usage.js';
import { wall } from './wall.js';

const main = document.getElementById('main');
const bar = document.getElementById('bar');

const router = new Router(main, [
  [/^\/$/, wall],
  [/^\/rooms\/([\w.~-]+)$/, room],
  [/^\/go$/, goLive],
  [/^\/nodes$/, nodes],
  [/^\/messages$/, messages],
  [/^\/apps$/, appsPage],
  [/^\/usage$/, usage],
]);

session.addEventListener('change', event => start(event.detail.reason));
addEventListener('hashchange', drawBar);
start('');

async function start(reason) {
  drawBar();
  if (signedIn()) return router.show();
  router.close();
  if (await tryToResume() === false) showSignIn(main, reason);
}

/** False: nobody is signed in, and this server is no demo. True, or nothing to be done: the page is somebody else's to draw. */
async function tryToResume() {
  try {
    return await resume() || await signInByDemo();
  } catch (error) {
    main.replaceChildren(note('No answer', error.message, el('button', { class: 'button primary', on: { click: () => start('') } }, 'Try again')));
    return null;
  }
}

function drawBar() {
  const brand = el('a', { class: 'brand', href: '#/', 'aria-label': 'Rooms, to the wall' }, el('img', { src: 'favicon.svg', alt: '', width: 28, height: 28 }), el('span', {}, 'Rooms'));
  bar.replaceChildren(brand, ...(signedIn() ? [pages(), who()] : []));
}

function pages() {
  const at = location.hash.slice(1) || '/';
  const link = (path, text, isHere) => el('a', { href: `#${path}`, 'aria-current': isHere ? 'page' : null }, text);
  return el('nav', { 'aria-label': 'Pages' },
    link('/', 'Wall', at === '/' || at.startsWith('/rooms/')), link('/go', 'Go live', at.startsWith('/go')), link('/nodes', 'Nodes', at === '/nodes'),
    isOperator() ? link('/messages', 'Messages', at === '/messages') : '',
    link('/usage', 'Usage', at.startsWith('/usage')), isAdmin() ? link('/apps', 'Apps', at === '/apps') : '');
}

function who() {
  const out = el('button', { class: 'round', 'aria-label': 'Sign out', title: 'Sign out', on: { click: () => act(out, leave) } }, icon('leave'));
  return el('div', { class: 'who' }, picker(), el('span', { title: `App ${app()}` }, user()), out);
}

/** An operator looks at one app at a time. */
function picker() {
  if (apps().length === 0) return null;
  const options = apps().map(name => el('option', { value: name, selected: name === app() }, name));
  return el('select', { class: 'app-picker', 'aria-label': 'App', on: { change: event => choose(event.target.value) } }, options);
}

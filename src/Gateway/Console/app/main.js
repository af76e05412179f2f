// The console's start: sign in, draw the bar, show the page that the address names.
import { Router } from './router.js';
import { el, icon, note } from './dom.js';
import { app, leave, session, signInByDemo, signedIn, user } from './session.js';
import { goLive } from './golive.js';
import { nodes } from './nodes.js';
import { room } from './room.js';
import { showSignIn } from './signin.js';
import { wall } from './wall.js';

const main = document.getElementById('main');
const bar = document.getElementById('bar');

const router = new Router(main, [
  [/^\/$/, wall],
  [/^\/rooms\/([\w.~-]+)$/, room],
  [/^\/go$/, goLive],
  [/^\/nodes$/, nodes],
]);

session.addEventListener('change', event => start(event.detail.reason));
addEventListener('hashchange', drawBar);
start('');

async function start(reason) {
  drawBar();
  if (signedIn()) return router.show();
  router.close();
  if (await tryDemo() === false) showSignIn(main, reason);
}

/** False: this server is no demo. True, or nothing to be done: the page is somebody else's to draw. */
async function tryDemo() {
  try {
    return await signInByDemo();
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
    link('/', 'Wall', at === '/' || at.startsWith('/rooms/')), link('/go', 'Go live', at.startsWith('/go')), link('/nodes', 'Nodes', at === '/nodes'));
}

function who() {
  return el('div', { class: 'who' }, el('span', { title: `App ${app()}` }, user()),
    el('button', { class: 'round', 'aria-label': 'Sign out', title: 'Sign out', on: { click: leave } }, icon('leave')));
}

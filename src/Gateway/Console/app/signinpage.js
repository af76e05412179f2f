// The page at /signin, for those whom the server shows nothing else yet.
import { resume, session, signedIn } from './session.js';
import { showSignIn } from './signin.js';

const main = document.getElementById('main');
const query = new URLSearchParams(location.search);

session.addEventListener('change', goOn);
start();

async function start() {
  await resume().catch(() => false); // the form says it when its own call fails
  if (signedIn()) return goOn();
  showSignIn(main, query.get('reason') ?? '');
}

// The server sends only paths of its own; an address that was typed or mailed may hold anything.
function goOn() {
  if (!signedIn()) return;
  const wanted = new URL(query.get('return') ?? '/', location.origin);
  location.replace(wanted.origin === location.origin ? wanted.pathname + wanted.search + (wanted.hash || location.hash) : '/');
}

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

// The server sends only paths of its own; an address that was typed or mailed may hold anything. The whole address is gone to: of '/.//host' the path alone
// would be '//host', which is another server.
function goOn() {
  if (!signedIn()) return;
  const wanted = query.get('return') ?? '/';
  const page = new URL(URL.canParse(wanted, location.origin) ? wanted : '/', location.origin);
  page.hash ||= location.hash;
  location.replace(page.origin === location.origin ? page : '/');
}

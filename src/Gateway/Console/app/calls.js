// What the console has done, as curl lines: how the same is done by a program.
import { copyBox } from './copybox.js';
import { curlLine, curlSetup } from './curl.js';
import { el } from './dom.js';
import { app, appQuery, isOperator, session, user } from './session.js';

// Lines kept on the page.
const Max = 20;

const panel = document.getElementById('calls');
const calls = [];

session.addEventListener('change', () => { calls.length = 0; draw(); });

/** outcome: 'done', or the code of the refusal. */
export function told(method, path, { body, headers, as }, outcome) {
  const byOperator = isOperator() && (as === 'operator' || 'app' in appQuery());
  calls.unshift({ method, path: path.split('?')[0], line: curlLine(method, path, { body, headers }), byOperator, outcome });
  if (calls.length > Max) calls.pop();
  draw();
}

function draw() {
  panel.hidden = calls.length === 0;
  if (panel.hidden) return panel.replaceChildren();
  const newest = calls[0];
  panel.replaceChildren(
    el('summary', {}, el('b', {}, 'curl'), ' ', `${newest.method} /${newest.path} · ${newest.outcome}`),
    el('div', { class: 'calls-list stack' },
      [...new Set(calls.map(call => call.byOperator))].map(setup),
      calls.map(call => copyBox(`${call.method} /${call.path} · ${call.outcome}`, call.line, { code: true }))));
}

// A token of an app and one of an operator are not the same.
const setup = byOperator =>
  copyBox(byOperator ? 'First, as an operator' : 'First, as the app', curlSetup(location.origin, byOperator ? '' : app(), user()), { code: true });

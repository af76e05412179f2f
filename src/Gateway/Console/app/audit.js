// Who changed apps and keys, newest first.
import { el } from './dom.js';

const Words = {
  'app.created': 'made app', 'app.rotated': 'rotated the secret of', 'app.revoked': 'revoked app',
  'key.created': 'made a key of', 'key.rotated': 'rotated a key of', 'key.revoked': 'revoked a key of',
};

/** The elements of the section. */
export function audit(entries) {
  if (entries.length === 0) return [];
  return [el('h2', {}, 'Audit'), el('ol', { class: 'audit', reversed: true, start: entries[0].seq }, entries.map(line))];
}

function line(entry) {
  return el('li', { 'data-action': entry.action },
    el('time', { datetime: entry.at }, new Date(entry.at).toLocaleString()), ' ', el('b', {}, entry.by), ` ${Words[entry.action] ?? entry.action} `,
    el('b', {}, entry.app ?? 'operators'), entry.key ? el('code', {}, ` ${entry.key}`) : null);
}

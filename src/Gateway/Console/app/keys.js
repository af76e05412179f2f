// API keys: one row each, and the dialog that makes one.
import { act } from './act.js';
import { api } from './api.js';
import { confirm, field } from './dialog.js';
import { el } from './dom.js';
import { since } from './format.js';
import { showSecret } from './secret.js';
import { say } from './strip.js';

const Roles = ['backend', 'admin', 'anchor', 'agent', 'supervisor', 'user'];
const Graces = [[0, 'none: at once'], [3600, 'an hour'], [86400, 'a day'], [604800, 'a week']];

export class KeyRow {
  constructor(key, changed) {
    this.key = key;
    this.changed = changed;
    this.rotate = el('button', { class: 'button small', on: { click: () => this.#rotate() } }, 'Rotate');
    this.revoke = el('button', { class: 'button small danger', on: { click: () => this.#revoke() } }, 'Revoke');
    this.element = el('li', { 'data-key': key.id },
      el('div', { class: 'key-text' }, el('b', {}, key.name), el('span', { class: 'muted' }, key.roles.join(', ')), el('code', {}, key.id), el('span', { class: 'muted' }, lifeOf(key))),
      el('div', { class: 'row end' }, this.rotate, this.revoke));
  }

  async #rotate() {
    const answer = await confirm(`Rotate ${this.key.name}?`, 'The secret before stays valid for the grace.', 'Rotate', [graceField()]);
    if (!answer) return;
    await act(this.rotate, async () => {
      const made = await api.rotateKey(this.key.id, Number(answer.grace));
      await this.changed();
      await showSecret(`${this.key.name} is changed`, 'API key', made.secret);
    });
  }

  async #revoke() {
    if (!await confirm(`Revoke ${this.key.name}?`, 'Whoever uses it is refused from now on. This cannot be taken back.', 'Revoke')) return;
    if (await act(this.revoke, () => api.revokeKey(this.key.id))) {
      say(`${this.key.name} is revoked.`);
      await this.changed();
    }
  }
}

/** app undefined: an operator's key. */
export async function makeKey(button, app, changed) {
  const name = el('input', { name: 'name', required: true, maxlength: 100, placeholder: app ? 'order service' : 'prometheus' });
  const role = el('select', { name: 'role' }, (app ? Roles : ['operator']).map(one => el('option', { value: one }, one)));
  const answer = await confirm(app ? `New key of ${app}` : 'New key of an operator', 'A program sends it as a bearer token.', 'Make it', [field('What it is for', name), field('Role', role)], 'primary');
  if (!answer) return;
  await act(button, async () => {
    const made = await api.createKey({ app, name: answer.name, roles: [answer.role] });
    await changed();
    await showSecret(`${made.key.name} is made`, 'API key', made.secret);
  });
}

export const graceField = () =>
  field('The one before stays valid for', el('select', { name: 'grace' }, Graces.map(([seconds, words]) => el('option', { value: seconds, selected: seconds === 86400 }, words))));

function lifeOf(key) {
  const parts = [`made ${since(key.createdAt)}`];
  if (key.expiresAt) parts.push(`until ${new Date(key.expiresAt).toLocaleString()}`);
  if (key.previousValidUntil) parts.push(`the one before until ${new Date(key.previousValidUntil).toLocaleString()}`);
  return parts.join(' · ');
}

// One app with its keys, or (app null) the operators' keys.
import { act } from './act.js';
import { api } from './api.js';
import { confirm } from './dialog.js';
import { el } from './dom.js';
import { since } from './format.js';
import { graceField, KeyRow, makeKey } from './keys.js';
import { showSecret } from './secret.js';
import { isOperator } from './session.js';
import { say } from './strip.js';

export class AppCard {
  /** changed(): what the page shows is no longer true. */
  constructor(app, keys, changed) {
    this.app = app;
    this.changed = changed;
    this.rotate = el('button', { class: 'button small', on: { click: () => this.#rotate() } }, 'Rotate secret');
    this.revoke = el('button', { class: 'button small danger', on: { click: () => this.#revoke() } }, 'Revoke app');
    this.add = el('button', { class: 'button small', on: { click: () => makeKey(this.add, app?.name, changed) } }, 'New key');
    this.element = el('article', { class: 'card stack', 'data-app': app?.name ?? '' },
      el('div', { class: 'row' }, el('h2', {}, app?.name ?? 'Operators'), app ? badgeOf(app) : null,
        el('div', { class: 'row end grow' }, this.#buttons())),
      el('p', { class: 'facts' }, app ? factsOf(app) : 'Keys of no app: for what watches the server, such as Prometheus.'),
      keys.length > 0 ? el('ul', { class: 'keys' }, keys.map(key => new KeyRow(key, changed).element)) : el('p', { class: 'muted' }, 'No keys.'));
  }

  #buttons() {
    if (this.app?.source !== 'stored') return [this.add];
    return isOperator() ? [this.add, this.rotate, this.revoke] : [this.add, this.rotate];
  }

  async #rotate() {
    const answer = await confirm(`Rotate the secret of ${this.app.name}?`, 'Tokens of the secret before are refused when the grace is over.', 'Rotate', [graceField()]);
    if (!answer) return;
    await act(this.rotate, async () => {
      const made = await api.rotateApp(this.app.name, Number(answer.grace));
      await this.changed();
      await showSecret(`The secret of ${this.app.name} is changed`, 'App secret', made.secret);
    });
  }

  async #revoke() {
    if (!await confirm(`Revoke ${this.app.name}?`, 'Its tokens, keys and sessions are refused from now on. This cannot be taken back.', 'Revoke')) return;
    if (await act(this.revoke, () => api.revokeApp(this.app.name))) {
      say(`${this.app.name} is revoked.`);
      await this.changed();
    }
  }
}

const badgeOf = app => el('span', { class: 'badge', 'data-state': app.source === 'stored' ? 'connected' : 'closed' }, app.source);

function factsOf(app) {
  if (app.source !== 'stored') return 'Its secret is the configuration’s: change it there.';
  const grace = app.previousValidUntil ? ` · the one before until ${new Date(app.previousValidUntil).toLocaleString()}` : '';
  return `Made ${since(app.createdAt)} · secret of ${since(app.secretMadeAt)}${grace}`;
}

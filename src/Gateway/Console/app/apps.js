// Apps and their API keys: make, rotate, revoke. A secret is shown when it is made, and never again.
import { act } from './act.js';
import { api } from './api.js';
import { AppCard } from './appcard.js';
import { audit } from './audit.js';
import { confirm, field } from './dialog.js';
import { el, note, setText } from './dom.js';
import { plural } from './format.js';
import { poll } from './poll.js';
import { showSecret } from './secret.js';
import { isOperator } from './session.js';

const Every = 5000;

export function apps(root, { signal }) {
  document.title = 'Apps · Rooms';
  new AppsPage(root, signal).run();
}

class AppsPage {
  constructor(root, signal) {
    this.signal = signal;
    this.summary = el('p', { class: 'summary', role: 'status' }, ' ');
    this.body = el('div', { class: 'app-grid' }, el('p', { class: 'loading' }, 'Loading…'));
    this.trail = el('section', { class: 'stack trail', 'aria-label': 'Audit' });
    this.make = el('button', { class: 'button primary', on: { click: () => this.#make() } }, 'Make an app');
    root.append(el('div', { class: 'toolbar' }, el('h1', {}, 'Apps'), this.summary, el('div', { class: 'filters' }, isOperator() ? this.make : null)), this.body, this.trail);
  }

  run() {
    poll(() => this.#load(), { every: Every, signal: this.signal, onRefusal: error => this.#refuse(error) });
  }

  async #load() {
    const [{ apps }, { keys }] = await Promise.all([api.apps(this.signal), api.keys(this.signal)]);
    setText(this.summary, `${plural(apps.length, 'app')} · ${plural(keys.length, 'key')}`);
    const changed = () => this.#load();
    const ofApps = apps.map(one => new AppCard(one, keys.filter(key => key.app === one.name), changed).element);
    const ofOperators = isOperator() ? [new AppCard(null, keys.filter(key => !key.app), changed).element] : [];
    this.#draw([...ofApps, ...ofOperators]);
    if (isOperator()) this.trail.replaceChildren(...audit((await api.audit(this.signal)).entries));
  }

  // What is drawn anew must not take the focus from somebody's fingers.
  #draw(cards) {
    const html = cards.map(card => card.outerHTML).join();
    if (html === this.drawn) return;
    this.drawn = html;
    this.body.replaceChildren(...(cards.length > 0 ? cards : [note('No apps', 'Make one, or start the server with --Apps:shop:Secret …')]));
  }

  async #make() {
    const name = el('input', { name: 'name', required: true, maxlength: 64, pattern: '[A-Za-z0-9_.~\\-]+', title: 'Letters, digits and _ . ~ -', placeholder: 'shop-eu' });
    const answer = await confirm('Make an app', 'An app is a tenant: its rooms, users and keys are its own.', 'Make it', [field('Name', name)], 'primary');
    if (!answer) return;
    await act(this.make, async () => {
      const made = await api.createApp(answer.name);
      await this.#load();
      await showSecret(`${made.app.name} is made`, 'App secret', made.secret);
    });
  }

  #refuse(error) {
    this.body.replaceChildren(note('The apps cannot be shown', error.message));
  }
}

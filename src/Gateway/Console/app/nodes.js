// Media nodes, for operators: what each carries, and drain.
import { ChartBox } from './chartbox.js';
import { act } from './act.js';
import { api } from './api.js';
import { bits, count } from './format.js';
import { confirm, field } from './dialog.js';
import { el, note, setText } from './dom.js';
import { poll } from './poll.js';
import { say } from './strip.js';
import { signInOperator } from './session.js';

const Every = 2000;

export function nodes(root, { signal }) {
  document.title = 'Nodes · Rooms';
  new NodesPage(root, signal).run();
}

class NodesPage {
  #cards = new Map();

  constructor(root, signal) {
    this.signal = signal;
    this.body = el('div', { class: 'node-grid' }, el('p', { class: 'loading' }, 'Loading…'));
    this.summary = el('p', { class: 'summary', role: 'status' }, ' ');
    root.append(el('div', { class: 'toolbar' }, el('h1', {}, 'Nodes'), this.summary), this.body);
  }

  run() {
    poll(async () => this.#show((await api.nodes(this.signal)).nodes), { every: Every, signal: this.signal, onRefusal: error => this.#refuse(error) });
  }

  #show(list) {
    const sum = key => list.reduce((total, node) => total + node[key], 0);
    setText(this.summary, `${count(list.length)} in all · ${count(sum('streams'))} streams · ${count(sum('viewers'))} viewers`);
    if (list.length === 0) return this.body.replaceChildren(note('No nodes', 'Start one with “--role relay” and the address and secret of this gateway’s control channel.'));
    const known = list.map(node => this.#cardOf(node));
    if (known.some((card, index) => this.body.children[index] !== card.element)) this.body.replaceChildren(...known.map(card => card.element));
    list.forEach((node, index) => known[index].update(node));
  }

  #cardOf(node) {
    if (!this.#cards.has(node.id)) this.#cards.set(node.id, new NodeCard(node));
    return this.#cards.get(node.id);
  }

  #refuse(error) {
    if (error.status !== 403) return this.body.replaceChildren(note('The nodes cannot be shown', error.message));
    this.body.replaceChildren(this.#askForSecret());
  }

  #askForSecret() {
    const secret = el('input', { type: 'password', autocomplete: 'current-password', required: true });
    const button = el('button', { class: 'button primary' }, 'Sign in as operator');
    const submit = async event => {
      event.preventDefault();
      await act(button, () => signInOperator(secret.value)); // the session changes: the page is drawn anew
    };
    return el('form', { class: 'card narrow stack', on: { submit } }, el('h2', {}, 'Operators only'),
      el('p', { class: 'muted' }, 'Nodes belong to no app. The admin secret is the setting Admin:Secret; one that Rooms made by itself lies in data/secrets.json.'),
      field('Admin secret', secret), button);
  }
}

class NodeCard {
  constructor(node) {
    this.id = node.id;
    this.state = el('span', { class: 'badge' });
    this.tags = el('p', { class: 'facts' }, ' ');
    this.load = term('Load');
    this.streams = term('Streams');
    this.viewers = term('Viewers');
    this.input = new ChartBox('In', 'rate', bits);
    this.output = new ChartBox('Out', 'pace', bits);
    this.drain = el('button', { class: 'button small', on: { click: () => this.#drain() } }, 'Drain');
    this.element = el('article', { class: 'card stack', 'data-node': node.id },
      el('div', { class: 'row' }, this.state, el('h2', {}, node.id), el('div', { class: 'row end grow' }, this.drain)),
      this.tags, el('dl', { class: 'terms' }, this.load.element, this.streams.element, this.viewers.element),
      el('div', { class: 'charts' }, this.input.element, this.output.element));
  }

  update(node) {
    setText(this.state, node.state);
    this.state.dataset.state = node.state;
    setText(this.tags, [...(node.regions ?? []), ...(node.isps ?? [])].join(' · ') || 'any region, any isp');
    setText(this.load.value, loadOf(node));
    setText(this.streams.value, count(node.streams));
    setText(this.viewers.value, count(node.viewers));
    this.drain.disabled = node.state !== 'connected';
    this.input.add(node.bitsInPerSecond ?? 0);
    this.output.add(node.bitsOutPerSecond ?? 0);
  }

  async #drain() {
    if (!await confirm(`Drain ${this.id}?`, 'It gets no new streams; those it has go on until they end.', 'Drain')) return;
    if (await act(this.drain, () => api.drain(this.id))) say(`${this.id} is draining.`);
  }
}

const loadOf = node => typeof node.load === 'number' ? `${node.load.toFixed(2)} cores` : '–';

function term(name) {
  const value = el('dd', {}, '–');
  return { value, element: el('div', {}, el('dt', {}, name), value) };
}

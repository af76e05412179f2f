// The message inspector, for operators: how events go out to sockets, and what stands in their way.
import { ChartBox } from './chartbox.js';
import { act } from './act.js';
import { api } from './api.js';
import { apps } from './session.js';
import { bytes, count, since } from './format.js';
import { el, note, setText } from './dom.js';
import { poll } from './poll.js';
import { say } from './strip.js';

const Every = 2000;

export function messages(root, { signal }) {
  document.title = 'Messages · Rooms';
  new MessagesPage(root, signal).run();
}

class MessagesPage {
  #before = null;

  constructor(root, signal) {
    this.signal = signal;
    this.summary = el('p', { class: 'summary', role: 'status' }, ' ');
    this.rates = [
      new Rate('Deliveries', 'rate', stats => stats.deliveries), new Rate('Writes', 'pace', stats => stats.sends),
      new Rate('Bytes out', 'pace', stats => stats.sentBytes, bytes), new Level('Bytes waiting', 'rate', stats => stats.queuedBytes, bytes),
    ];
    this.tables = {
      dropped: table('Left out for slow connections', ['Delivery class', 'Events']),
      closed: table('Connections that ended', ['Reason', 'Connections']),
      loops: table('Loops', ['Loop', 'Connections', 'Deliveries', 'Waiting', 'Left out']),
      slow: table('Slow connections', ['Connection', 'Address', 'Open', 'Waiting', 'Left out', 'Delivered']),
      top: table('Feeds with most subscribers', ['Feed', 'Subscribers']),
      webhooks: table('Webhooks', ['App', 'Waiting', 'Failures', 'Given up', 'Last failure', '']),
    };
    this.body = el('div', { class: 'inspector' },
      el('div', { class: 'card charts' }, this.rates.map(rate => rate.element)), Object.values(this.tables).map(one => one.element));
    root.append(el('div', { class: 'toolbar' }, el('h1', {}, 'Messages'), this.summary), this.body);
  }

  run() {
    poll(() => this.#refresh(), { every: Every, signal: this.signal, onRefusal: error => this.#refuse(error) });
  }

  async #refresh() {
    const stats = await api.pushStats(this.signal);
    this.#show(stats);
    this.#showWebhooks(await Promise.all(apps().map(async app => ({ app, ...await api.webhooks(app, this.signal) }))));
  }

  #show(stats) {
    const protocols = Object.entries(stats.protocols).map(([name, number]) => `${count(number)} ${name}`).join(', ');
    setText(this.summary, `${count(stats.connections)} connections${protocols ? ` (${protocols})` : ''} · ${count(stats.feeds)} feeds`);
    for (const rate of this.rates) rate.update(stats, this.#before);
    this.#before = stats;
    this.tables.dropped.show(Object.entries(stats.dropped).map(([name, number]) => [name, count(number)]));
    this.tables.closed.show(Object.entries(stats.closed).sort((a, b) => b[1] - a[1]).map(([reason, number]) => [reason.replaceAll('_', ' '), count(number)]));
    this.tables.loops.show(stats.loops.map((loop, index) => [`${index + 1}`, count(loop.connections), count(loop.deliveries), bytes(loop.queuedBytes), count(loop.dropped)]));
    this.tables.slow.show(stats.slow.map(one => [one.protocol, one.address, since(one.since), bytes(one.queuedBytes), count(one.dropped), count(one.delivered)]));
    this.tables.top.show(stats.top.map(feed => [`${feed.kind} ${feed.key}`, count(feed.subscribers)]));
  }

  #showWebhooks(list) {
    this.tables.webhooks.show(list.map(one => [
      one.app, count(one.pending), count(one.failures), count(one.dead), one.lastError ?? '–', one.dead > 0 ? this.#replay(one.app) : ''
    ]));
  }

  #replay(app) {
    const button = el('button', { class: 'button small', on: { click: async () => {
      if (await act(button, () => api.replayWebhooks(app))) say(`The given up events of ${app} are posted once more.`);
    } } }, 'Replay');
    return button;
  }

  #refuse(error) {
    const isForbidden = error.status === 403;
    this.body.replaceChildren(note(isForbidden ? 'Operators only' : 'The figures cannot be shown',
      isForbidden ? 'Connections of every app go the same way. Sign in as operator on the page Nodes.' : error.message, el('a', { class: 'button primary', href: '#/nodes' }, 'Nodes')));
  }
}

/** What there is now. */
class Level extends ChartBox {
  constructor(title, series, read, words) {
    super(title, series, value => words(Math.round(value)));
    this.read = read;
  }

  update(stats) {
    this.add(this.read(stats));
  }
}

/** The server counts from its start; what went on between two answers is a rate. */
class Rate extends Level {
  constructor(title, series, read, words = count) {
    super(title, series, read, value => `${words(value)}/s`);
  }

  update(stats, before) {
    if (!before) return;
    const seconds = (Date.parse(stats.at) - Date.parse(before.at)) / 1000;
    // Less than before: another process answers.
    if (seconds > 0) this.add(Math.max(0, this.read(stats) - this.read(before)) / seconds);
  }
}

function table(title, heads) {
  const rows = el('tbody');
  const empty = el('p', { class: 'muted' }, 'None.');
  const grid = el('table', {}, el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head)))), rows);
  const element = el('section', { class: 'card inspector-table', 'data-table': title, tabindex: '0', 'aria-label': title }, el('h2', {}, title), empty, grid);
  const show = values => {
    empty.hidden = values.length > 0;
    grid.hidden = values.length === 0;
    rows.replaceChildren(...values.map(row => el('tr', {}, row.map((cell, index) => el(index === 0 ? 'th' : 'td', index === 0 ? { scope: 'row' } : {}, cell)))));
  };
  show([]);
  return { element, show };
}

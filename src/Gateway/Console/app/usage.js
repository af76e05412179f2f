// What the app has used: totals, a bar a day, a row a day and room; the same as a file for a spreadsheet.
import { act } from './act.js';
import { api } from './api.js';
import { bytes, count, minutes, total } from './format.js';
import { el, note, setText } from './dom.js';
import { poll } from './poll.js';

const Every = 10_000;
const Spans = [[7, '7 days'], [30, '30 days'], [90, '90 days']];

// Columns of the table: title, and the text of a row.
const Columns = [
  ['Day', row => row.day],
  ['Room', row => row.room],
  ['In', row => bytes(total(row.bytesIn))],
  ['Out', row => bytes(total(row.bytesOut))],
  ['Viewer-minutes', row => minutes(row.viewerMinutes)],
  ['Peak viewers', row => count(row.peakViewers)],
  ['Stream-minutes', row => minutes(row.streamMinutes)],
  ['Messages', row => count(row.messages)],
];

export function usage(root, { query, signal }) {
  document.title = 'Usage · Rooms';
  new UsagePage(root, Number(query.get('days')) || 30, signal).run();
}

class UsagePage {
  constructor(root, days, signal) {
    this.days = days;
    this.signal = signal;
    this.summary = el('p', { class: 'summary', role: 'status' }, ' ');
    this.body = el('div', { class: 'stack usage' }, el('p', { class: 'loading' }, 'Loading…'));
    this.download = el('button', { class: 'button', on: { click: () => act(this.download, () => this.#save()) } }, 'Download CSV');
    root.append(el('div', { class: 'toolbar' }, el('h1', {}, 'Usage'), this.summary, spans(days), this.download), this.body);
  }

  run() {
    poll(async () => this.#show(await api.usage(this.#span(), this.signal)), { every: Every, signal: this.signal, onRefusal: error => this.#refuse(error) });
  }

  #span() {
    const day = ago => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    return { from: day(this.days - 1), to: day(0) };
  }

  #show(answer) {
    // A redraw would take the reader's place in the table.
    const seen = JSON.stringify(answer);
    if (seen === this.seen) return;
    this.seen = seen;
    const { from, to, rows, queries } = answer;
    this.queries = queries;
    setText(this.summary, `${from} to ${to}, days of UTC`);
    if (rows.length === 0) return this.body.replaceChildren(note('Nothing used yet', 'Bytes, minutes and messages appear here within seconds of the first stream.'));
    this.body.replaceChildren(totals(rows), bars(rows), table(rows));
  }

  async #save() {
    const queries = this.queries ?? [this.#span()];
    // What does not fit into one answer becomes several files.
    for (const [index, query] of queries.entries()) {
      const text = await api.usageFile(query, this.signal);
      const part = index === 0 ? '' : `-${index + 1}`;
      const link = el('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv' })), download: `usage-${query.from}-${query.to}${part}.csv` });
      link.click();
      URL.revokeObjectURL(link.href);
    }
  }

  #refuse(error) {
    this.body.replaceChildren(note('Usage cannot be shown', error.status === 403 ? 'It is for the app’s admins: sign in as one.' : error.message));
  }
}

function spans(days) {
  const go = event => { location.hash = `#/usage?days=${event.target.value}`; };
  return el('select', { class: 'usage-span', 'aria-label': 'Span', on: { change: go } },
    Spans.map(([value, text]) => el('option', { value, selected: value === days }, text)));
}

function totals(rows) {
  const sum = read => rows.reduce((whole, row) => whole + read(row), 0);
  const terms = [
    ['In', bytes(sum(row => total(row.bytesIn)))],
    ['Out', bytes(sum(row => total(row.bytesOut)))],
    ['Viewer-minutes', minutes(sum(row => row.viewerMinutes))],
    ['Stream-minutes', minutes(sum(row => row.streamMinutes))],
    ['Messages', count(sum(row => row.messages))],
  ];
  return el('dl', { class: 'card terms wrap', 'data-totals': '' }, terms.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** Bytes out by day. The newest day stands at the right. */
function bars(rows) {
  const byDay = new Map();
  for (const row of rows) byDay.set(row.day, (byDay.get(row.day) ?? 0) + total(row.bytesOut));
  const highest = Math.max(...byDay.values(), 1);
  const bar = ([day, value]) => {
    const fill = el('span', { class: 'usage-fill' });
    fill.style.height = `${100 * value / highest}%`;
    return el('li', { title: `${day}: ${bytes(value)} out` }, fill, el('span', { class: 'usage-day' }, day.slice(5)));
  };
  return el('figure', { class: 'card stack' }, el('figcaption', {}, 'Bytes out by day'), el('ol', { class: 'usage-bars' }, [...byDay].map(bar)));
}

function table(rows) {
  const cell = (row, [, read], index) => el(index < 2 ? 'th' : 'td', index < 2 ? { scope: 'row' } : {}, read(row));
  return el('div', { class: 'card usage-table', tabindex: '0', role: 'region', 'aria-label': 'Usage by day and room' }, el('table', {},
    el('thead', {}, el('tr', {}, Columns.map(([title]) => el('th', { scope: 'col' }, title)))),
    el('tbody', {}, rows.toReversed().map(row => el('tr', { 'data-day': row.day, 'data-usage': row.room }, Columns.map((column, index) => cell(row, column, index)))))));
}

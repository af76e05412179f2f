// A chart with its title, its scale and its newest value in words.
import { Capacity, drawChart, niceCeiling } from './chart.js';
import { el, setText } from './dom.js';

export class ChartBox {
  #values = [];

  /** series: rate or pace, its colour; words(value): the value as it is read. */
  constructor(title, series, words) {
    this.words = words;
    this.canvas = el('canvas', { class: `chart ${series}`, 'aria-hidden': 'true' });
    this.value = el('strong', { 'data-figure': title }, '–');
    this.top = el('span', { class: 'chart-top' }, ' ');
    this.element = el('figure', { class: 'chart-box' }, el('figcaption', {}, title, ' ', this.value), this.top, this.canvas, el('span', { class: 'chart-time' }, 'last 2 min'));
  }

  /** One more value; those that are kept are drawn. */
  add(value) {
    this.#values.push(value);
    if (this.#values.length > Capacity) this.#values.shift();
    this.draw(this.#values);
  }

  /** values: kept elsewhere; none: there is nothing to be seen now. */
  draw(values) {
    const top = niceCeiling(Math.max(0, ...values));
    setText(this.value, values.length ? this.words(values.at(-1)) : '–');
    setText(this.top, values.length ? this.words(top) : ' ');
    drawChart(this.canvas, values, top);
  }
}

// Gifts as they come, over the picture: one thing a combo, whose number rises.
import { count } from './format.js';
import { el, setText } from './dom.js';

// A combo goes on for 3 s; then its thing goes.
const Stays = 3500;

const MaxAtOnce = 4;

export class GiftShow {
  #shown = new Map();

  constructor() {
    this.element = el('div', { class: 'gift-show', 'aria-hidden': 'true' }); // the feed says it in words
  }

  add({ seq, user, data }) {
    const id = data.combo?.id ?? seq;
    const shown = this.#shown.get(id) ?? this.#begin(id, data.from ?? user, data.gift);
    clearTimeout(shown.timer);
    shown.timer = setTimeout(() => this.#end(id), Stays);
    setText(shown.number, `× ${count(data.combo?.count ?? data.count)}`);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) shown.number.animate([{ transform: 'scale(1.8)' }, { transform: 'none' }], 300);
  }

  #begin(id, giver, gift) {
    if (this.#shown.size >= MaxAtOnce) this.#end(this.#shown.keys().next().value);
    const number = el('strong', {});
    const element = el('p', { class: 'gift-thing', 'data-combo': id }, el('b', {}, giver), ` ${gift} `, number);
    this.element.append(element);
    this.#shown.set(id, { element, number });
    return this.#shown.get(id);
  }

  #end(id) {
    const { element, timer } = this.#shown.get(id);
    clearTimeout(timer);
    element.remove();
    this.#shown.delete(id);
  }
}

// The product card that is shown large, with a countdown on the server's clock.
import { el, setText } from './dom.js';

export class PinnedCard {
  #ahead = 0;
  #endsAt = 0;

  constructor(signal) {
    this.element = el('aside', { class: 'card pinned', 'aria-label': 'Product', hidden: true });
    this.left = el('time');
    const timer = setInterval(() => this.#tick(), 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** cards: the answer of GET cards; at is the server's clock. */
  show({ cards, pinned, at }) {
    const card = cards?.find(one => one.id === pinned);
    this.element.hidden = !card;
    if (!card) return;
    if (at) this.#ahead = Date.parse(at) - Date.now();
    this.#endsAt = card.endsAt ? Date.parse(card.endsAt) : 0;
    const isPicture = /^https?:/.test(card.image ?? '') && new URL(card.image).origin === location.origin; // the page loads no stranger's pictures
    this.element.replaceChildren(...[
      isPicture ? el('img', { src: card.image, alt: '' }) : null,
      el('div', { class: 'grow' }, el('h3', {}, card.title), el('p', { class: 'facts' }, card.price ?? '')), this.left].filter(Boolean));
    this.#tick();
  }

  #tick() {
    if (!this.#endsAt) return setText(this.left, '');
    const seconds = Math.max(0, Math.round((this.#endsAt - Date.now() - this.#ahead) / 1000));
    return setText(this.left, seconds === 0 ? 'over' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
  }
}

// The product card that is shown large, with a countdown on the server's clock.
import { el, setText } from './dom.js';

export class PinnedCard {
  #cards = [];
  #endsAt = 0;

  /** now(): the server's clock in milliseconds. */
  constructor(now, signal) {
    this.now = now;
    this.element = el('aside', { class: 'card pinned', 'aria-label': 'Product', hidden: true });
    this.left = el('time');
    const timer = setInterval(() => this.#tick(), 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** cards: absent where only another one was pinned. */
  show({ cards = this.#cards, pinned }) {
    this.#cards = cards;
    const card = cards.find(one => one.id === pinned);
    this.element.hidden = !card;
    if (!card) return;
    this.#endsAt = card.endsAt ? Date.parse(card.endsAt) : 0;
    this.element.replaceChildren(...[
      isOwn(card.image) ? el('img', { src: card.image, alt: '' }) : null,
      el('div', { class: 'grow' }, el('h3', {}, card.title), el('p', { class: 'facts' }, card.price ?? '')), this.left].filter(Boolean));
    this.#tick();
  }

  #tick() {
    if (!this.#endsAt) return setText(this.left, '');
    const seconds = Math.max(0, Math.round((this.#endsAt - this.now()) / 1000));
    return setText(this.left, seconds === 0 ? 'over' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
  }
}

// The page loads no stranger's pictures, and its content security policy would refuse them: they would tell who looks.
const isOwn = image => URL.canParse(image ?? '') && new URL(image).origin === location.origin;

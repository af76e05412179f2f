// What a reader can give to a room: words, likes, gifts.
import { act } from './act.js';
import { api } from './api.js';
import { count } from './format.js';
import { el, icon, setText } from './dom.js';

const Gifts = ['rose', 'star', 'rocket'];

// Taps on the heart travel together.
const LikesEvery = 400;

export function composer(room) {
  const input = el('input', { name: 'text', placeholder: 'Say something', 'aria-label': 'Message', maxlength: 500, autocomplete: 'off' });
  const button = el('button', { class: 'round', 'aria-label': 'Send', title: 'Send' }, icon('send'));
  const state = el('p', { class: 'send-state facts', role: 'status' });
  const tell = (name, words) => { state.dataset.state = name; setText(state, words); };
  const submit = async event => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    tell('sending', 'Sending…');
    // What was refused stays in the box: it can be sent again.
    if (!await act(button, () => api.say(room, text), words => tell('refused', words))) return;
    input.value = '';
    tell('sent', 'Sent.');
  };
  return el('div', {}, el('form', { class: 'composer', on: { submit } }, input, button), state);
}

export function giftForm(room) {
  const chips = Gifts.map((name, index) => el('label', { class: 'chip' },
    el('input', { type: 'radio', name: 'gift', value: name, checked: index === 0 }), el('span', {}, name)));
  const number = el('input', { name: 'count', type: 'number', min: 1, max: 999, value: 1, 'aria-label': 'How many', required: true });
  const button = el('button', { class: 'button small' }, icon('gift'), 'Give');
  const submit = event => {
    event.preventDefault();
    const gift = new FormData(event.currentTarget).get('gift');
    act(button, () => api.gift(room, gift, Number(number.value)));
  };
  return el('form', { class: 'gift-form', 'aria-label': 'Give a gift', on: { submit } }, chips, number, button);
}

/** The heart: counts at once, tells the server a little later; show() takes the server's truth. */
export class LikeButton {
  #pending = 0;
  #known = 0;

  constructor(room) {
    this.room = room;
    this.value = el('span', {}, '0');
    this.element = el('button', { class: 'button like', 'aria-label': 'Like', on: { click: () => this.#tap() } }, icon('heart'), this.value);
  }

  show(likes) {
    this.#known = Math.max(this.#known, likes);
    setText(this.value, count(this.#known + this.#pending));
  }

  #tap() {
    if (this.#pending++ === 0) setTimeout(() => this.#send(), LikesEvery);
    this.show(this.#known);
    this.#float();
  }

  async #send() {
    const number = this.#pending;
    await act(this.element, async () => {
      const { likes } = await api.like(this.room, number);
      this.#known = Math.max(this.#known, likes);
    });
    this.#pending -= number;
    this.show(this.#known);
    if (this.#pending > 0) setTimeout(() => this.#send(), LikesEvery);
  }

  #float() {
    const heart = el('span', { class: 'floating', 'aria-hidden': 'true' }, icon('heart'));
    heart.addEventListener('animationend', () => heart.remove());
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.element.append(heart);
  }
}

// What a reader can give to a room: words, likes, gifts.
import { act } from './act.js';
import { api } from './api.js';
import { count } from './format.js';
import { el, icon, setText } from './dom.js';

const Gifts = ['rose', 'star', 'rocket'];

// Taps on the heart travel together.
const LikesEvery = 400;

// After these the same words may be sent when the time has passed.
const Passing = new Set(['room_busy', 'slow_mode', 'rate_limited']);

/** What is said, and what became of it. say(text): a promise. */
export class Composer {
  constructor(say, signal) {
    [this.say, this.signal] = [say, signal];
    this.input = el('input', { name: 'text', placeholder: 'Say something', 'aria-label': 'Message', maxlength: 500, autocomplete: 'off' });
    this.button = el('button', { class: 'round', 'aria-label': 'Send', title: 'Send' }, icon('send'));
    this.state = el('p', { class: 'send-state facts', role: 'status' });
    this.element = el('div', {}, el('form', { class: 'composer', on: { submit: event => this.#submit(event) } }, this.input, this.button), this.state);
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (text === '') return;
    this.#tell('sending', 'Sending…');
    // What was refused stays in the box: it can be sent again.
    if (!await act(this.button, () => this.say(text), (words, error) => this.#refused(words, error))) return;
    this.input.value = '';
    this.#tell('sent', 'Sent.');
  }

  #refused(words, { code, retryAfter }) {
    if (!retryAfter || !Passing.has(code)) return this.#tell('refused', words);
    const until = performance.now() + retryAfter * 1000;
    const timer = setInterval(() => this.#wait(words, until, timer), 200);
    this.button.disabled = true;
    this.#wait(words, until, timer);
  }

  #wait(words, until, timer) {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left > 0 && !this.signal.aborted) return this.#tell('waiting', `${words} Again in ${left} s.`);
    clearInterval(timer);
    this.button.disabled = false;
    this.#tell('ready', 'You can send it now.');
  }

  #tell(name, words) {
    this.state.dataset.state = name;
    setText(this.state, words);
  }
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

// Hearts at once for what others liked meanwhile.
const MaxHearts = 5;

/** The heart: counts at once, tells the server a little later; show() takes the server's truth. */
export class LikeButton {
  #pending = 0;
  #known = null;

  constructor(room) {
    this.room = room;
    this.value = el('span', {}, '0');
    this.element = el('button', { class: 'button like', 'aria-label': 'Like', on: { click: () => this.#tap() } }, icon('heart'), this.value);
  }

  show(likes) {
    const others = likes - (this.#known ?? likes) - this.#pending;
    for (let number = 0; number < Math.min(others, MaxHearts); number++) this.#float(number * 120);
    this.#know(likes);
  }

  #know(likes) {
    this.#known = Math.max(this.#known ?? 0, likes);
    setText(this.value, count(this.#known + this.#pending));
  }

  #tap() {
    if (this.#pending++ === 0) setTimeout(() => this.#send(), LikesEvery);
    this.#know(0);
    this.#float();
  }

  async #send() {
    const number = this.#pending;
    let likes = 0;
    await act(this.element, async () => { ({ likes } = await api.like(this.room, number)); });
    this.#pending -= number;
    this.#know(likes);
    if (this.#pending > 0) setTimeout(() => this.#send(), LikesEvery);
  }

  #float(delay = 0) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden) return;
    const heart = el('span', { class: 'floating', 'aria-hidden': 'true' }, icon('heart'));
    heart.style.animationDelay = `${delay}ms`;
    heart.addEventListener('animationend', () => heart.remove());
    this.element.append(heart);
  }
}

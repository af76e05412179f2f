// A room's events as lines: what was said before the page came, then everything that happens.
import { act } from './act.js';
import { api } from './api.js';
import { el, setText } from './dom.js';
import { lineOf, lineOfHistory, takeBack } from './feedlines.js';
import { moderate } from './moderate.js';

// Lines kept on the page; five times as many for a reader who has scrolled up to them.
const MaxLines = 200;

const Links = {
  connecting: 'Connecting…',
  open: '',
  polling: 'No WebSocket gets through: asking by long poll.',
  closed: 'No more news comes here.',
};

export class Feed {
  // The history below this number is not on the page; null: all of it is.
  #before = null;

  /** nameOf(streamId): a stream's name. */
  constructor(room, nameOf, signal) {
    [this.room, this.nameOf, this.signal] = [room, nameOf, signal];
    this.list = el('ol', { class: 'feed-lines', 'aria-live': 'off' });
    this.empty = el('p', { class: 'feed-empty' }, 'Nothing has been said yet. Say something.');
    this.earlier = el('button', { class: 'button small feed-earlier', hidden: true, on: { click: () => act(this.earlier, () => this.#readEarlier()) } }, 'Earlier messages');
    this.link = el('p', { class: 'feed-link', role: 'status' });
    this.scroll = el('div', { class: 'feed-scroll', tabindex: '0', role: 'log', 'aria-label': 'What happens in the room' }, this.earlier, this.empty, this.list);
    this.element = el('div', { class: 'feed-box' }, this.link, this.scroll);
    this.list.addEventListener('click', ({ target }) => { if (target.dataset.user) moderate(room, target.dataset.user, target.closest('.line').dataset.seq); });
  }

  /** state: the connection's. */
  show(state, words = Links[state]) {
    this.element.dataset.link = state;
    setText(this.link, words);
  }

  /** Anew, with the history up to seq. */
  async begin(seq) {
    this.list.replaceChildren();
    this.earlier.hidden = true;
    this.#before = seq + 1;
    try {
      await this.#readEarlier();
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.earlier.hidden = false;
    }
  }

  add(event) {
    takeBack(this.list, event);
    const line = lineOf(event, this.nameOf);
    if (!line) return;
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < 60;
    this.empty.hidden = true;
    this.list.append(line);
    this.#trim(isAtEnd ? MaxLines : 5 * MaxLines);
    if (isAtEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  async #readEarlier() {
    const before = this.#before;
    const { messages, next } = await api.history(this.room, before, this.signal);
    if (before !== this.#before) return; // the feed has begun anew meanwhile
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.list.prepend(...messages.reverse().map(lineOfHistory));
    this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
    this.#before = next;
    this.earlier.hidden = next === null;
    this.empty.hidden = this.list.children.length > 0;
  }

  // What goes from the page is in the history.
  #trim(most) {
    if (this.list.children.length <= most) return;
    while (this.list.children.length > most) this.list.firstElementChild.remove();
    this.#before = Number(this.list.firstElementChild.dataset.seq);
    this.earlier.hidden = false;
  }
}

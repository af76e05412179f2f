// A room's events by long poll.
import { api, EventWait } from './api.js';
import { el } from './dom.js';
import { lineOf } from './feedlines.js';
import { moderate } from './moderate.js';
import { poll } from './poll.js';

// Lines kept on the page.
const MaxLines = 200;

// Events of the past that are worth reading when the page opens.
const Backlog = 60;

// The server waits, not we; this only keeps one that answers at once from being asked without pause.
const Breath = 200;

export class Feed {
  #after = 0;

  /** onEvent(event) hears every event once, in order; those before the page opened too. nameOf(streamId): a stream's name. */
  constructor(room, onEvent, nameOf) {
    this.room = room;
    this.onEvent = onEvent;
    this.nameOf = nameOf;
    this.list = el('ol', { class: 'feed-lines', 'aria-live': 'off' });
    this.empty = el('p', { class: 'feed-empty' }, 'Nothing has happened yet. Say something.');
    this.list.addEventListener('click', ({ target }) => { if (target.dataset.user) moderate(room, target.dataset.user); });
    this.element = el('div', { class: 'feed-scroll', tabindex: '0', role: 'log', 'aria-label': 'What happens in the room' }, this.empty, this.list);
  }

  /** seq: the room's newest event number where it is known. */
  async run(seq, signal) {
    this.#after = Math.max(0, (seq ?? 0) - Backlog);
    await poll(() => this.#next(signal), { every: Breath, signal, onRefusal: error => this.#refused(error, signal) });
  }

  async #next(signal) {
    const page = await this.#page(signal);
    const isAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 60;
    for (const event of page.events) this.#add(event);
    this.#after = page.next;
    if (isAtEnd && page.events.length > 0) this.element.scrollTop = this.element.scrollHeight;
  }

  // A tab that was hidden lets go of its waiting request; poll() begins again when it is seen.
  async #page(signal) {
    const hidden = new AbortController();
    const onChange = () => { if (document.hidden) hidden.abort(); };
    document.addEventListener('visibilitychange', onChange);
    try {
      return await api.events(this.room, this.#after, EventWait, AbortSignal.any([signal, hidden.signal]));
    } catch (error) {
      if (hidden.signal.aborted) return { events: [], next: this.#after };
      throw error;
    } finally {
      document.removeEventListener('visibilitychange', onChange);
    }
  }

  // 410: older events than asked for are gone; go on with the oldest that is kept.
  #refused(error, signal) {
    if (error.status === 410) return this.run(Number(error.problem.oldest) - 1 + Backlog, signal);
    this.#append(el('li', { class: 'line system' }, error.message));
  }

  #add(event) {
    const line = lineOf(event, this.nameOf);
    if (line) this.#append(line);
    this.onEvent(event);
  }

  #append(line) {
    this.empty.hidden = true;
    this.list.append(line);
    while (this.list.children.length > MaxLines) this.list.firstElementChild.remove();
  }
}

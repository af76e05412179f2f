// Who is in a room: a sample, the number, the most there were, and the reader's own place.
import { act } from './act.js';
import { count, plural } from './format.js';
import { el, setText } from './dom.js';
import { user } from './session.js';

export class People {
  #isIn = false;

  /** onMove(isIn): the reader wants to be in, or out. */
  constructor(onMove) {
    this.title = el('h2', {}, 'Members');
    this.move = el('button', { class: 'button small', on: { click: () => act(this.move, () => onMove(!this.#isIn)) } }, 'Join');
    this.list = el('ul', { class: 'members' });
    this.rest = el('p', { class: 'facts', hidden: true });
    this.element = el('div', { class: 'stack' }, el('div', { class: 'row' }, this.title, this.move), this.list, this.rest);
  }

  /** Of the room; the server names 200 at most. */
  show({ members, audience, peak, status }) {
    this.showNumbers({ audience, peak });
    this.#isIn = members.some(member => member.user === user());
    setText(this.move, this.#isIn ? 'Leave' : 'Join');
    this.move.disabled = status === 'closed';
    const rows = members.map(member => el('li', {}, el('b', {}, member.user), el('span', {}, member.role)));
    this.list.replaceChildren(...(rows.length ? rows : [el('li', { class: 'muted' }, 'Nobody has joined yet.')]));
    this.rest.hidden = audience <= members.length;
    setText(this.rest, `and ${count(Math.max(0, audience - members.length))} more`);
  }

  showNumbers({ audience, peak }) {
    setText(this.title, `Members · ${plural(audience, 'person', 'people')}, ${count(peak)} at most`);
  }
}

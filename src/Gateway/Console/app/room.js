// One room: its picture, what happens in it, and what may be done with it.
import { Feed } from './feed.js';
import { Figures } from './figures.js';
import { Composer, LikeButton, giftForm } from './talk.js';
import { GiftShow } from './giftshow.js';
import { People } from './people.js';
import { PinnedCard } from './pinned.js';
import { Stage } from './stage.js';
import { StreamCard } from './streamcard.js';
import { act } from './act.js';
import { api } from './api.js';
import { badge, mainStream } from './state.js';
import { confirm } from './dialog.js';
import { connect, sayIn } from './connect.js';
import { count, since, total } from './format.js';
import { el, icon, note, setText } from './dom.js';
import { poll } from './poll.js';
import { say } from './strip.js';
import { user } from './session.js';

// Events tell of changes at once; this is for what an event was missed of.
const RefreshEvery = 5000;

// After these the room itself is read again.
const Changes = /^(room\.(opened|updated|closed)|member\.|stream\.)/;

// Why the connection or the subscription is over.
const Words = {
  replaced: 'Another session of yours took over. Load the page again to come back.',
  token_invalid: 'Your session has ended. Load the page again.',
  banned: 'You are banned from this room.',
  kicked: 'You were put out of this room. Load the page again to come back.',
  room_closed: 'The room is closed.',
};

export function room(root, { params, signal }) {
  new RoomPage(root, params[0], signal).run();
}

class RoomPage {
  #cards = new Map();
  #figures = new Figures();
  #rooms = null;
  #subscription = null;

  constructor(root, id, signal) {
    this.id = id;
    this.signal = signal;
    this.root = root;
    this.#build();
  }

  run() {
    poll(() => this.#refresh(), { every: RefreshEvery, signal: this.signal, onRefusal: error => this.#refuse(error) });
    this.#figures.run(() => this.#liveStreams(), () => this.#showFigures(), this.signal);
  }

  #build() {
    this.name = el('h1', { class: 'room-name' }, this.id);
    this.badge = badge('closed');
    this.line = el('p', { class: 'summary' }, ' ');
    this.stage = new Stage(this.signal);
    this.gifted = new GiftShow();
    this.pinned = new PinnedCard(() => this.#rooms.now(), this.signal);
    this.like = new LikeButton(this.id);
    this.gifts = counter('gift', 'gifts');
    this.audience = counter('people', 'in the room');
    this.viewers = counter('eye', 'watching the stream');
    this.feed = new Feed(this.id, streamId => this.#nameOf(streamId), this.signal);
    this.streams = el('div', { class: 'stack' });
    this.people = new People(isIn => this.#move(isIn));
    this.close = el('button', { class: 'button danger', on: { click: () => this.#close() } }, 'Close room');
    this.talk = el('div', { class: 'talk', inert: true }, new Composer(text => sayIn(this.#subscription, this.id, text), this.signal).element, giftForm(this.id));
    this.root.classList.add('room');
    this.root.append(this.#head(), this.#body());
  }

  #head() {
    return el('div', { class: 'room-head' },
      el('a', { class: 'round', href: '#/', 'aria-label': 'Back to the wall', title: 'Back to the wall' }, icon('back')),
      el('div', { class: 'grow' }, el('div', { class: 'row' }, this.name, this.badge), this.line),
      el('div', { class: 'row' }, el('a', { class: 'button', href: `#/go?room=${this.id}` }, icon('air'), 'Add stream'), this.close));
  }

  #body() {
    return el('div', { class: 'room-body' },
      el('section', { class: 'room-stage', 'aria-label': 'Live picture' }, el('div', { class: 'stage-frame' }, this.stage.element, this.gifted.element),
        el('div', { class: 'counters' }, this.like.element, this.gifts.element, this.audience.element, this.viewers.element), this.pinned.element),
      el('section', { class: 'room-feed card', 'aria-label': 'Feed' }, this.feed.element, this.talk),
      el('section', { class: 'room-more' }, el('h2', {}, 'Streams'), this.streams, this.people.element));
  }

  async #refresh() {
    const room = await api.room(this.id, this.signal);
    this.room = room;
    this.#showHead(room);
    this.#showStreams(room);
    this.people.show(room);
    if (!this.#rooms) this.#connect();
  }

  #connect() {
    this.#rooms = connect(this.signal, (state, reason) => this.feed.show(state, Words[reason]));
    this.#follow({});
  }

  /** Anew, after what is known; also where the subscription was over. */
  #follow({ join }) {
    this.feed.show(this.#rooms.state);
    this.#subscription = this.#rooms.subscribe(this.id, {
      after: this.#subscription?.after, join,
      onSnapshot: snapshot => this.#begin(snapshot), onEvent: event => this.#onEvent(event), onError: error => this.feed.show('closed', Words[error.code] ?? error.message),
    });
  }

  #begin(snapshot) {
    this.#showCounters(snapshot);
    this.pinned.show(snapshot.cards);
    this.feed.begin(snapshot.seq);
  }

  #showHead(room) {
    document.title = `${room.name || room.id} · Rooms`;
    setText(this.name, room.name || room.id);
    this.badge.hidden = room.status !== 'closed'; // the stage says the rest
    setText(this.line, `${room.id} · ${room.scene} · by ${room.creator} · made ${since(room.createdAt)}${room.info ? ` · ${room.info}` : ''}`);
    this.#showCounters(room);
    const isClosed = room.status === 'closed';
    this.close.disabled = isClosed;
    this.talk.inert = isClosed;
    this.like.element.disabled = isClosed;
  }

  /** Of the room, its snapshot, or the data of a room.counters event. */
  #showCounters({ counters, audience, peak }) {
    this.people.showNumbers({ audience, peak });
    this.like.show(counters.likes ?? 0);
    setText(this.gifts.value, count(counters.gifts ?? 0));
    setText(this.audience.value, count(audience));
  }

  #nameOf(streamId) {
    return this.room.streams.find(stream => stream.streamId === streamId)?.name || streamId;
  }

  #showStreams(room) {
    const watched = room.streams.find(stream => stream.streamId === this.chosen) ?? mainStream(room);
    const ids = new Set(room.streams.map(stream => stream.streamId));
    for (const [id, card] of this.#cards) if (!ids.has(id)) { card.element.remove(); this.#cards.delete(id); }
    for (const stream of room.streams) this.#cardOf(stream).update(stream, stream === watched);
    if (room.streams.length === 0) this.streams.replaceChildren(this.#noStreams());
    else this.streams.querySelector('.empty')?.remove();
    this.watched = watched?.streamId;
    this.stage.show(room.id, this.watched, room.status === 'closed' ? 'closed' : watched?.status ?? 'none');
  }

  #cardOf(stream) {
    let card = this.#cards.get(stream.streamId);
    if (card) return card;
    card = new StreamCard(this.id, stream, id => this.#watch(id));
    this.#cards.set(stream.streamId, card);
    this.streams.append(card.element);
    return card;
  }

  #watch(streamId) {
    this.chosen = streamId;
    this.#showStreams(this.room);
    this.stage.element.scrollIntoView({ block: 'nearest' });
  }

  #noStreams() {
    return note('No streams', 'Make one and push to it with OBS or ffmpeg.', el('a', { class: 'button primary', href: `#/go?room=${this.id}` }, 'Add stream'));
  }

  #liveStreams() {
    return this.room?.streams.filter(stream => stream.status === 'live').map(stream => stream.streamId) ?? [];
  }

  #showFigures() {
    for (const [id, card] of this.#cards) card.updateFigures(this.#figures.of(id));
    const figures = this.#liveStreams().map(id => this.#figures.of(id)).filter(Boolean);
    setText(this.viewers.value, count(figures.reduce((sum, { latest }) => sum + total(latest.viewers), 0)));
  }

  #onEvent(event) {
    this.feed.add(event);
    if (event.type === 'room.counters') this.#showCounters(event.data);
    if (event.type === 'room.cards') this.pinned.show(event.data);
    if (event.type === 'gift') this.gifted.add(event);
    if (!Changes.test(event.type) || this.changed) return;
    this.changed = setTimeout(() => this.#reread(), 150);
  }

  /** Into the room, or out of it. A member leaves by itself a while after the last page that joined is gone. */
  async #move(isIn) {
    this.#follow({ join: isIn });
    if (!isIn) await api.leave(this.id, user());
  }

  // A failure here is no news: the poll meets it too and says it.
  #reread() {
    this.changed = 0;
    this.#refresh().catch(error => { if (error.status >= 400) this.#refuse(error); });
  }

  async #close() {
    if (!await confirm('Close this room?', 'Publishers and viewers are cut off. A closed room cannot be opened again.', 'Close room')) return;
    if (!await act(this.close, () => api.closeRoom(this.id))) return;
    say('The room is closed.');
    this.#reread();
  }

  #refuse(error) {
    const isGone = error.status === 404;
    this.root.replaceChildren(note(isGone ? 'There is no such room' : 'The room cannot be shown',
      isGone ? `${this.id} is unknown here, or was closed more than 24 hours ago.` : error.message,
      el('a', { class: 'button primary', href: '#/' }, 'Back to the wall')));
  }
}

function counter(name, meaning) {
  const value = el('strong', {}, '0');
  return { value, element: el('span', { class: 'figure big', title: meaning }, icon(name), value, el('span', { class: 'figure-name' }, meaning)) };
}

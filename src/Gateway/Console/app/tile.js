// One room on the wall. Everything has its place from the start, so that figures that arrive later move nothing.
import { badge, mainStream, setBadge, stateOf } from './state.js';
import { bits, count, total } from './format.js';
import { drawChart } from './chart.js';
import { el, icon, setText } from './dom.js';
import { forget, playOf } from './grants.js';

export class Tile {
  /** Set by the wall's observer: is it on the screen? */
  isVisible = false;
  dueAt = 0;
  failures = 0;

  constructor(room) {
    this.canvas = el('canvas', { width: 480, height: 270, class: 'picture', 'aria-hidden': 'true' });
    this.badge = badge('idle');
    this.empty = el('span', { class: 'no-picture' });
    this.name = el('h2', { class: 'tile-name' });
    this.line = el('p', { class: 'tile-line' });
    this.chart = el('canvas', { class: 'spark', 'aria-hidden': 'true' });
    this.viewers = figure('eye', 'viewers');
    this.rate = el('span', { class: 'rate' });
    this.likes = figure('heart', 'likes');
    this.gifts = figure('gift', 'gifts');
    this.audience = figure('people', 'in the room');
    this.element = el('a', { class: 'tile', href: `#/rooms/${room.id}`, 'data-room': room.id },
      el('div', { class: 'frame' }, this.canvas, this.empty, el('div', { class: 'frame-top' }, this.badge, this.viewers.element)),
      el('div', { class: 'tile-text' }, this.name, this.line,
        el('div', { class: 'tile-rate' }, this.chart, this.rate),
        el('div', { class: 'tile-counts' }, this.likes.element, this.gifts.element, this.audience.element)));
    this.update(room);
  }

  update(room) {
    const stream = mainStream(room);
    if (stream?.streamId !== this.streamId) this.#forgetPicture();
    this.room = room;
    this.streamId = stream?.streamId;
    this.state = stateOf(room);
    setBadge(this.badge, this.state);
    setText(this.name, room.name || room.id);
    setText(this.line, `${room.id} · ${room.scene} · by ${room.creator}`);
    setFigure(this.likes, room.counters.likes ?? 0);
    setFigure(this.gifts, room.counters.gifts ?? 0);
    setFigure(this.audience, room.audience);
    setText(this.empty, this.#emptyText());
    this.element.dataset.state = this.state;
  }

  /** figures: what Figures.of answered, or undefined. */
  updateFigures(figures) {
    const isLive = this.state === 'live' && figures;
    setFigure(this.viewers, isLive ? total(figures.latest.viewers) : 0);
    setText(this.rate, isLive ? bits(figures.bits.at(-1)) : '–');
    drawChart(this.chart, isLive ? figures.bits : []);
  }

  get wantsPicture() {
    return this.isVisible && this.state === 'live';
  }

  picture = async signal => (await playOf(this.room.id, this.streamId, signal)).key;

  onPicture() {
    this.element.dataset.picture = 'yes';
  }

  // The stream may have ended between the list and now, or its token been revoked: the next round asks afresh.
  onFailure() {
    forget(this.streamId);
  }

  #emptyText() {
    if (this.state === 'live') return 'Waiting for the first picture';
    return this.state === 'closed' ? 'Closed' : 'No picture yet';
  }

  #forgetPicture() {
    this.tag = null;
    this.dueAt = 0;
    delete this.element.dataset.picture;
    this.canvas.getContext('2d').clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}

function figure(name, meaning) {
  const value = el('span', {}, '0');
  return { value, meaning, element: el('span', { class: 'figure', title: meaning }, icon(name), value, el('span', { class: 'hidden' }, ` ${meaning}`)) };
}

const setFigure = (target, value) => setText(target.value, count(value));

// The wall: every room as a tile, newest first, searched and filtered while it moves.
import { Figures } from './figures.js';
import { RoomList } from './roomlist.js';
import { Tile } from './tile.js';
import { el, icon, note, setText } from './dom.js';
import { aborted, poll } from './poll.js';
import { plural } from './format.js';
import { runPictures } from './pictures.js';

export function wall(root, { signal }) {
  document.title = 'Rooms';
  new Wall(root, signal).run();
}

class Wall {
  #tiles = new Map();
  #figures = new Figures();
  #list = new RoomList({ scene: '', status: '' });
  #refreshed = new AbortController();

  constructor(root, signal) {
    this.signal = signal;
    this.#build(root);
    this.#observe();
  }

  run() {
    this.#listRooms();
    this.#figures.run(() => this.#visibleTiles().map(tile => tile.streamId).filter(Boolean), () => this.#showFigures(), this.signal);
    runPictures(() => this.#nextPicture(), this.signal);
  }

  #build(root) {
    const input = () => this.#show();
    const reload = () => this.#reload();
    this.search = el('input', { type: 'search', placeholder: 'Search rooms', 'aria-label': 'Search by name, id or creator', autocomplete: 'off', on: { input } });
    this.scene = select('Scene', [['', 'All scenes'], ['live', 'Live'], ['double', 'Double'], ['multi', 'Multi'], ['desk', 'Desk']], reload);
    this.status = select('Status', [['', 'Open rooms'], ['air', 'On air'], ['created', 'Not opened'], ['closed', 'Closed']], reload);
    this.summary = el('p', { class: 'summary', role: 'status' }, ' ');
    this.grid = el('div', { class: 'grid' }, Array.from({ length: 8 }, skeleton));
    this.message = el('div');
    this.end = el('div', { class: 'grid-end', 'aria-hidden': 'true' });
    root.append(
      el('div', { class: 'toolbar' },
        el('h1', {}, 'Wall'), this.summary,
        el('div', { class: 'filters' }, el('label', { class: 'search' }, icon('search'), this.search), this.scene, this.status)),
      this.grid, this.message, this.end);
  }

  #observe() {
    const tiles = new IntersectionObserver(entries => {
      for (const entry of entries) {
        const tile = this.#tiles.get(entry.target.dataset.room);
        if (tile) tile.isVisible = entry.isIntersecting;
      }
    }, { rootMargin: '120px' });
    const end = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) this.#more();
    }, { rootMargin: '600px' });
    end.observe(this.end);
    this.observer = tiles;
    this.signal.addEventListener('abort', () => { tiles.disconnect(); end.disconnect(); });
  }

  #reload() {
    const status = this.status.value === 'air' ? '' : this.status.value;
    this.#list = new RoomList({ scene: this.scene.value, status });
    this.#refreshed.abort();
  }

  #more() {
    if (this.#list.wantMore()) this.#refreshed.abort();
  }

  // A new filter, or more rooms wanted, wakes the loop: it does not wait for its time, and a stale answer is never shown.
  async #listRooms() {
    while (!this.signal.aborted) {
      this.#refreshed = new AbortController();
      const signal = AbortSignal.any([this.signal, this.#refreshed.signal]);
      const list = this.#list;
      await poll(async () => {
        await list.refresh(signal);
        this.#show();
      }, { every: () => list.refreshEvery, signal, onRefusal: error => this.#refuse(error) });
      await aborted(signal);
    }
  }

  #refuse(error) {
    this.grid.replaceChildren();
    this.message.replaceChildren(note('The rooms cannot be listed', error.message));
  }

  #show() {
    const shown = this.#list.rooms.filter(room => this.#matches(room));
    const fresh = shown.map(room => this.#tileOf(room).element);
    const ids = new Set(shown.map(room => room.id));
    for (const [id, tile] of this.#tiles) {
      if (ids.has(id)) continue;
      this.observer.unobserve(tile.element);
      this.#tiles.delete(id);
    }
    place(this.grid, fresh);
    this.#summarise(shown.length);
    if (this.#isSearching && shown.length < 50) this.#more();
  }

  #tileOf(room) {
    const known = this.#tiles.get(room.id);
    if (known) {
      known.update(room);
      return known;
    }
    const tile = new Tile(room);
    this.#tiles.set(room.id, tile);
    this.observer.observe(tile.element);
    return tile;
  }

  get #isSearching() {
    return this.search.value.trim() !== '' || this.status.value === 'air';
  }

  #matches(room) {
    if (this.status.value === 'air' && !room.streams.some(stream => stream.status === 'live' || stream.status === 'lost')) return false;
    const words = this.search.value.trim().toLowerCase();
    return words === '' || [room.id, room.name, room.creator].some(text => text.toLowerCase().includes(words));
  }

  #summarise(shown) {
    const { rooms, isComplete } = this.#list;
    const live = rooms.filter(room => room.streams.some(stream => stream.status === 'live')).length;
    const of = this.#isSearching ? `${plural(shown, 'room')} of ${isComplete ? '' : 'the newest '}${rooms.length}` : plural(shown, 'room');
    setText(this.summary, `${of}${isComplete ? '' : '+'} · ${live} on air`);
    this.message.replaceChildren(...(shown === 0 ? [this.#nothing()] : []));
  }

  #nothing() {
    if (this.#isSearching) return note('Nothing fits', `None of the ${this.#list.isComplete ? '' : 'newest '}${this.#list.rooms.length} rooms fits. Clear the search or the filter.`);
    if (this.#list.filter.status === 'closed') return note('No closed rooms', 'Closed rooms are kept for 24 hours.');
    return note('No rooms yet', 'Make one and push a picture to it: it takes a minute.', el('a', { class: 'button primary', href: '#/go' }, 'Go live'));
  }

  #visibleTiles() {
    return [...this.#tiles.values()].filter(tile => tile.isVisible);
  }

  #showFigures() {
    for (const tile of this.#visibleTiles()) tile.updateFigures(this.#figures.of(tile.streamId));
  }

  #nextPicture() {
    const now = Date.now();
    return this.#visibleTiles().filter(tile => tile.wantsPicture && tile.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}

/** Moves only what is not where it belongs: a tile with the focus keeps it. */
function place(grid, elements) {
  const kept = new Set(elements);
  for (const element of [...grid.children]) if (!kept.has(element)) element.remove();
  elements.forEach((element, index) => {
    if (grid.children[index] !== element) grid.insertBefore(element, grid.children[index] ?? null);
  });
}

const skeleton = () => el('div', { class: 'tile skeleton', 'aria-hidden': 'true' }, el('div', { class: 'frame' }), el('div', { class: 'tile-text' }));

function select(label, options, change) {
  return el('select', { 'aria-label': label, on: { change } }, options.map(([value, text]) => el('option', { value }, text)));
}

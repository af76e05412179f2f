// The rooms of the wall: the newest so many, listed again from the first page, so that names, counters and order stay true.
import { api } from './api.js';

const PageSize = 50;
const LongestPage = 100;

// More than this the wall does not hold; the search says so.
const MaxRooms = 1000;

export class RoomList {
  rooms = [];
  isComplete = false;
  #wanted = PageSize;

  /** filter: {scene, status} as the REST takes them; empty strings are left out. */
  constructor(filter) {
    this.filter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  }

  /** False: there is no more to want. */
  wantMore() {
    if (this.isComplete || this.#wanted >= MaxRooms || this.rooms.length < this.#wanted) return false;
    this.#wanted += PageSize;
    return true;
  }

  async refresh(signal) {
    const rooms = [];
    let cursor = null;
    do {
      const limit = Math.min(LongestPage, this.#wanted - rooms.length);
      const page = await api.rooms({ ...this.filter, limit, ...(cursor ? { cursor } : {}) }, signal);
      rooms.push(...page.rooms);
      cursor = page.next;
    } while (cursor && rooms.length < this.#wanted);
    this.rooms = rooms;
    this.isComplete = cursor === null;
  }

  /** Many pages are asked for less often: the cost of a refresh grows with what is shown. */
  get refreshEvery() {
    return 3000 * Math.max(1, Math.ceil(this.rooms.length / LongestPage));
  }
}

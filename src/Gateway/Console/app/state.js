// What a room shows of itself in one word.
import { el, setText } from './dom.js';

const Words = { live: 'Live', lost: 'Lost', idle: 'Idle', closed: 'Closed', ended: 'Ended' };
const Meanings = {
  live: 'A picture is coming in',
  lost: 'The publisher is gone; it may come back',
  idle: 'Nobody is pushing yet',
  closed: 'This room is closed',
  ended: 'This stream has ended',
};

/** live | lost | idle | closed: the best of the room's streams decides. */
export function stateOf(room) {
  if (room.status === 'closed') return 'closed';
  const states = room.streams.map(stream => stream.status);
  return ['live', 'lost'].find(state => states.includes(state)) ?? 'idle';
}

/** The stream worth showing: a live one, else a lost one, else the first that has not ended. */
export function mainStream(room) {
  const by = status => room.streams.find(stream => stream.status === status);
  return by('live') ?? by('lost') ?? by('idle') ?? room.streams[0];
}

export function badge(state) {
  const element = el('span', { class: 'badge' });
  setBadge(element, state);
  return element;
}

export function setBadge(element, state) {
  setText(element, Words[state] ?? state);
  element.dataset.state = state;
  element.title = Meanings[state] ?? '';
}

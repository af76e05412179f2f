// The lines of a room's feed: one event, one sentence.
import { clock, count, plural } from './format.js';
import { el } from './dom.js';

const System = {
  'room.created': event => `${event.user ?? 'Somebody'} made the room`,
  'room.opened': () => 'The room is open',
  'room.updated': () => 'The room was changed',
  'member.muted': ({ data }) => `${data.user} was muted${because({ data })}`,
  'member.unmuted': ({ data }) => `${data.user} may write again`,
  'member.banned': ({ data }) => `${data.user} was banned${because({ data })}`,
  'member.unbanned': ({ data }) => `${data.user} may come again`,
  'member.kicked': ({ data }) => `${data.user} was put out${because({ data })}`,
  'moderator.added': ({ data }) => `${data.user} moderates now`,
  'moderator.removed': ({ data }) => `${data.user} moderates no more`,
  'room.cards': () => 'The product cards were changed',
  'room.closed': event => `The room was closed${because(event)}`,
  'member.joined': ({ user, data }) => data?.count > 1 ? `${plural(data.count, 'person', 'people')} joined` : `${data?.user ?? user} joined`,
  'member.left': ({ user, data }) => data?.count > 1 ? `${plural(data.count, 'person', 'people')} left` : `${data?.user ?? user} left`,
  'stream.started': (event, nameOf) => `Stream ${nameOf(event.data.streamId)} is live`,
  'stream.lost': (event, nameOf) => `Stream ${nameOf(event.data.streamId)} is lost${because(event)}`,
  'stream.unhealthy': (event, nameOf) => `Stream ${nameOf(event.data.streamId)} is in trouble: ${event.data.reason}`,
  'stream.recovered': (event, nameOf) => `Stream ${nameOf(event.data.streamId)} is well again`,
  'stream.ended': (event, nameOf) => `Stream ${nameOf(event.data.streamId)} has ended${because(event)}`,
};

// No news to a reader, or told by the line that they change.
const Silent = new Set(['room.counters', 'typing', 'message.recalled', 'messages.erased']);

/** An element, or null for an event that has no line. nameOf(streamId): a stream's name. */
export function lineOf(event, nameOf) {
  if (Silent.has(event.type)) return null;
  const at = el('time', { datetime: event.at }, clock(event.at));
  if (event.type === 'message') return messageLine(event, at);
  if (event.type === 'gift') return giftLine(event, at);
  const words = System[event.type]?.(event, nameOf) ?? event.type;
  return el('li', { class: 'line system', 'data-seq': event.seq }, at, el('span', {}, words));
}

/** item: of GET messages, which has messages' own types. */
export function lineOfHistory({ seq, type, at, user, text, data, recalled }) {
  if (type === 'gift' && data?.gift) return lineOf({ seq, type, at, user, data });
  return lineOf({ seq, type: 'message', at, user, data: { type, text, data, recalled } });
}

/** What an event takes back goes from the lines that are shown. */
export function takeBack(list, { type, data }) {
  const lines = type === 'message.recalled' ? list.querySelectorAll(`.message[data-seq="${Number(data.seq)}"]`)
    : type === 'messages.erased' ? [...list.querySelectorAll('.message')].filter(line => line.querySelector('.who-menu').dataset.user === data.user) : [];
  for (const line of lines) {
    line.classList.add('recalled');
    line.querySelector('.words').textContent = Recalled;
  }
}

const Recalled = 'This message was taken back.';

function messageLine({ seq, user, data }, at) {
  const text = data.recalled ? Recalled : data.text ?? `[${data.type}]`;
  // Who may moderate is the server's to say: the menu asks it.
  const name = el('button', { class: `who-menu hue-${hueOf(user ?? '')}`, 'data-user': user, title: `Moderate ${user}` }, user ?? '?');
  return el('li', { class: `line message${data.recalled ? ' recalled' : ''}`, 'data-seq': seq }, at, el('span', {}, name, ' ', el('span', { class: 'words' }, text)));
}

function giftLine({ seq, user, data }, at) {
  const times = data?.count > 1 ? ` × ${count(data.count)}` : '';
  return el('li', { class: 'line gift', 'data-seq': seq }, at,
    el('span', {}, el('b', {}, data?.from ?? user ?? '?'), ` gave ${data?.gift ?? 'a gift'}${times}${data?.to ? ` to ${data.to}` : ''}`));
}

// Reasons are words_of_the_server or a moderator's own.
const because = ({ data }) => data?.reason ? `: ${data.reason.replaceAll('_', ' ')}` : '';

/** One of six calm colours, always the same for a name. */
const hueOf = name => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7) % 6;

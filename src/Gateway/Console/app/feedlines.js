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

/** An element, or null for an event that is no news to a reader (merged counters). nameOf(streamId): a stream's name. */
export function lineOf(event, nameOf) {
  if (event.type === 'room.counters') return null;
  const at = el('time', { datetime: event.at }, clock(event.at));
  if (event.type === 'message') return messageLine(event, at);
  if (event.type === 'gift') return giftLine(event, at);
  const words = System[event.type]?.(event, nameOf) ?? event.type;
  return el('li', { class: 'line system', 'data-seq': event.seq }, at, el('span', {}, words));
}

function messageLine({ seq, user, data }, at) {
  const text = data?.text ?? (data?.type && data.type !== 'text' ? `[${data.type}]` : '');
  // Who may moderate is the server's to say: the menu asks it.
  const name = el('button', { class: `who-menu hue-${hueOf(user ?? '')}`, 'data-user': user, title: `Moderate ${user}` }, user ?? '?');
  return el('li', { class: 'line message', 'data-seq': seq }, at, el('span', {}, name, ' ', text));
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

// The console's connection to `/ws`, by the module that every page may use. Where no socket opens the module asks by long poll.
import { Rooms } from '../sdk/rooms.js';
import { told } from './calls.js';
import { credentials, withApp } from './session.js';

/** Until the signal aborts. onState('connecting' | 'open' | 'polling' | 'closed', reason). */
export function connect(signal, onState) {
  const rooms = new Rooms({
    url: new URL('.', location.href).href,
    token: () => credentials().token,
    makeSocket: (url, protocol) => new WebSocket(withApp(url), protocol),
    fetch: (url, options) => fetch(withApp(url), { ...options, headers: { ...options.headers, 'Csrf-Token': credentials().csrf ?? '' } }),
    onState,
  });
  signal.addEventListener('abort', () => rooms.close());
  return rooms;
}

/** Says text in a room, and shows how a program says it. */
export async function sayIn(subscription, room, text) {
  const tell = outcome => told('POST', `v1/rooms/${encodeURIComponent(room)}/messages`, { body: { text } }, outcome);
  try {
    await subscription.send({ text });
    tell('done');
  } catch (error) {
    tell(error.code);
    throw error;
  }
}

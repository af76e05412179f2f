// The REST of rooms-v1 as the signed-in user. A 401 ends the session: the page asks to sign in again.
import { told } from './calls.js';
import { ApiError, request } from './http.js';
import { credentials, end, generation, withApp } from './session.js';

async function call(method, path, options = {}) {
  const who = generation();
  const address = `v1/${options.as === 'operator' ? path : withApp(path)}`;
  try {
    const answer = await request(method, address, { ...options, ...credentials(options.as) });
    if (method !== 'GET') told(method, address, options, 'done');
    return answer;
  } catch (error) {
    if (error instanceof ApiError && method !== 'GET') told(method, address, options, error.code);
    if (error instanceof ApiError && error.status === 401 && who === generation()) end('Your session has ended. Sign in again.');
    throw error;
  }
}

const id = encodeURIComponent;
const post = (path, body, signal, as) => call('POST', path, { body, signal, as, headers: { 'Idempotency-Key': newKey() } });

/** All rows, and the query of each answer that they came in. */
async function usagePages(span, signal) {
  const queries = [];
  let rows = [];
  for (let query = span; query;) {
    const page = await call('GET', `usage?${new URLSearchParams(query)}`, { signal });
    queries.push(query);
    rows = rows.concat(page.rows);
    query = page.next && { ...span, cursor: page.next };
  }
  return { ...span, rows, queries };
}

export const api = {
  rooms: (query, signal) => call('GET', `rooms?${new URLSearchParams(query)}`, { signal }),
  room: (room, signal) => call('GET', `rooms/${id(room)}`, { signal }),
  createRoom: (body, signal) => post('rooms', body, signal),
  closeRoom: (room, signal) => call('DELETE', `rooms/${id(room)}`, { signal }),

  like: (room, number, signal) => post(`rooms/${id(room)}/likes`, { count: number }, signal),
  gift: (room, gift, number, signal) => post(`rooms/${id(room)}/gifts`, { gift, count: number, orderId: newKey() }, signal),
  history: (room, before, signal) => call('GET', `rooms/${id(room)}/messages?${new URLSearchParams({ before, limit: 50 })}`, { signal }),
  leave: (room, user) => call('DELETE', `rooms/${id(room)}/members/${id(user)}`),

  createStream: (room, body, signal) => post(`rooms/${id(room)}/streams`, body, signal),
  play: (room, stream, signal) => call('GET', `rooms/${id(room)}/streams/${id(stream)}/play`, { signal }),
  deleteStream: (room, stream, signal) => call('DELETE', `rooms/${id(room)}/streams/${id(stream)}`, { signal }),
  banStream: (room, stream, minutes, reason, signal) => post(`rooms/${id(room)}/streams/${id(stream)}/ban`, { minutes, reason }, signal),
  figures: (streams, signal) => call('GET', `streams?${new URLSearchParams({ ids: streams.join(',') })}`, { signal }),

  usage: usagePages,
  usageFile: (query, signal) => call('GET', `usage?${new URLSearchParams({ ...query, format: 'csv' })}`, { signal, read: 'text' }),

  mute: (room, user, minutes) => call('PUT', `rooms/${id(room)}/mutes/${id(user)}`, { body: { minutes } }),
  unmute: (room, user) => call('DELETE', `rooms/${id(room)}/mutes/${id(user)}`),
  ban: (room, user, minutes) => call('PUT', `rooms/${id(room)}/bans/${id(user)}`, { body: { minutes } }),
  kick: (room, user) => post(`rooms/${id(room)}/kick`, { user }),
  recall: (room, seq) => call('DELETE', `rooms/${id(room)}/messages/${id(seq)}`),

  pushStats: signal => call('GET', 'push/stats', { signal, as: 'operator' }),
  webhooks: (app, signal) => call('GET', `webhooks?app=${id(app)}`, { signal, as: 'operator' }),
  replayWebhooks: app => post(`webhooks/dead/replay?app=${id(app)}`, undefined, undefined, 'operator'),

  nodes: signal => call('GET', 'nodes', { signal, as: 'operator' }),
  drain: (node, signal) => call('POST', `nodes/${id(node)}/drain`, { signal, as: 'operator' }),

  apps: signal => call('GET', 'apps', { signal, as: 'operator' }),
  createApp: name => post('apps', { name }, undefined, 'operator'),
  rotateApp: (app, graceSeconds) => post(`apps/${id(app)}/rotate`, { graceSeconds }, undefined, 'operator'),
  revokeApp: app => call('DELETE', `apps/${id(app)}`, { as: 'operator' }),
  keys: signal => call('GET', 'keys', { signal, as: 'operator' }),
  createKey: body => post('keys', body, undefined, 'operator'),
  rotateKey: (key, graceSeconds) => post(`keys/${id(key)}/rotate`, { graceSeconds }, undefined, 'operator'),
  revokeKey: key => call('DELETE', `keys/${id(key)}`, { as: 'operator' }),
  audit: signal => call('GET', 'audit?limit=20', { signal, as: 'operator' }),
};

/** crypto.randomUUID exists in secure contexts only; a console on a LAN address is none. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
}

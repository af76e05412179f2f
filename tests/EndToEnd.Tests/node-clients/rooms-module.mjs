// The browser module against a server that is played here, frame by frame. Ends with "ok" or an exception.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';

const { Rooms } = await import(pathToFileURL(process.argv[2]));
const time = '2026-11-21T20:15:00.000Z';
const open = [];

class FakeSocket {
  readyState = 0; sent = []; #readers = [];
  constructor(url, protocol) { Object.assign(this, { url, protocol }); give(waiters, sockets, this); }
  accept() { this.readyState = 1; this.onopen(); }
  send(text) { const frame = JSON.parse(text); if (frame.op !== 'ping') give(this.#readers, this.sent, frame); }
  say(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
  read() { return this.sent.length ? Promise.resolve(this.sent.shift()) : new Promise(resolve => { this.#readers.push(resolve); }); }
  drop() { this.readyState = 3; this.onclose(); }
  close() { this.readyState = 3; }
}
const sockets = [];
const waiters = [];

// To the first who waits, or kept for the next.
function give(waiting, kept, value) {
  if (waiting.length) waiting.shift()(value);
  else kept.push(value);
}

const nextSocket = () => (sockets.length ? Promise.resolve(sockets.shift()) : new Promise(resolve => { waiters.push(resolve); }));

function client(options = {}) {
  const states = [];
  const rooms = new Rooms({ url: 'http://server/', token: () => 'T', makeSocket: (url, protocol) => new FakeSocket(url, protocol), onState: (state, reason) => states.push(reason ? `${state}:${reason}` : state), ...options });
  open.push(rooms);
  return { rooms, states };
}

async function welcomed(options) {
  const { rooms, states } = client(options);
  const socket = await nextSocket();
  socket.accept();
  const hello = await socket.read();
  socket.say({ op: 'welcome', user: 'ann', session: 's', time });
  return { rooms, states, socket, hello };
}

const event = (seq, room = 'r') => ({ op: 'event', room, seq, type: 'message', at: time, user: 'bob', data: {} });

const scenes = {
  async 'hello names rooms and numbers; events come once and in order'() {
    const { rooms, states } = client({ device: { id: 'd', class: 'web' } });
    const heard = [];
    rooms.subscribe('r', { after: 3, join: true, onEvent: one => heard.push(one.seq), onSnapshot: one => heard.push(`snapshot ${one.seq}`), onGap: one => heard.push(`gap ${one.from}-${one.to}`) });
    const socket = await nextSocket();
    assert.deepEqual([socket.url, socket.protocol], ['ws://server/ws', 'rooms.v1.json']);
    socket.accept();
    assert.deepEqual(await socket.read(), { op: 'hello', token: 'T', device: { id: 'd', class: 'web' }, subscribe: [{ room: 'r', after: 3, join: true }] });
    socket.say({ op: 'welcome', user: 'ann', session: 's', time });
    for (const frame of [event(4), event(4), event(5), event(9, 'other'), { op: 'gap', room: 'r', from: 6, to: 8 }, { op: 'snapshot', room: 'r', seq: 8 }, event(9), { op: 'of a newer server' }]) socket.say(frame);
    assert.deepEqual(heard, [4, 5, 'gap 6-8', 'snapshot 8', 9]);
    assert.deepEqual(states, ['connecting', 'open']);
    assert.ok(Math.abs(rooms.now() - Date.parse(time)) < 60_000, 'the server\'s clock');
  },

  async 'a lost connection is resumed after the last number, and what was not answered is said again'() {
    const { rooms, socket } = await welcomed();
    const room = rooms.subscribe('r', {});
    assert.equal((await socket.read()).op, 'subscribe');
    socket.say(event(41));
    const sending = room.send({ text: 'hi' });
    const said = await socket.read();
    socket.drop();
    const second = await nextSocket();
    second.accept();
    assert.deepEqual((await second.read()).subscribe, [{ room: 'r', after: 41, join: false }]);
    second.say({ op: 'welcome', user: 'ann', session: 's2', time });
    assert.deepEqual(await second.read(), said);
    second.say({ op: 'sent', id: said.id, seq: 42 });
    assert.deepEqual(await sending, { id: said.id, seq: 42 });
  },

  async 'what is subscribed to and given up while the server is asked who this is counts'() {
    const { rooms } = client();
    const early = rooms.subscribe('early', {});
    const socket = await nextSocket();
    socket.accept();
    assert.deepEqual((await socket.read()).subscribe, [{ room: 'early', after: 0, join: false }]);
    early.unsubscribe();
    rooms.subscribe('late', { after: 5 });
    socket.say({ op: 'welcome', user: 'ann', session: 's', time });
    assert.deepEqual([await socket.read(), await socket.read()], [{ op: 'unsubscribe', room: 'early' }, { op: 'subscribe', room: 'late', after: 5, join: false }]);
  },

  async 'refusals reach who asked'() {
    const { rooms, socket } = await welcomed();
    const refused = [];
    rooms.subscribe('gone', { onError: error => refused.push(error.code) });
    await socket.read();
    socket.say({ op: 'error', code: 'room_not_found', room: 'gone' });
    assert.deepEqual(refused, ['room_not_found']);
    const sending = rooms.send({ to: 'bob', text: 'hi' });
    const { id } = await socket.read();
    socket.say({ op: 'error', code: 'room_busy', id, retryAfter: 2 });
    await assert.rejects(sending, error => error.code === 'room_busy' && error.retryAfter === 2);
  },

  async 'a subscription that cannot be had now is asked for again, after its last number'() {
    const { rooms, socket } = await welcomed();
    const refused = [];
    rooms.subscribe('r', { onError: error => refused.push(error.code) });
    await socket.read();
    socket.say(event(41));
    socket.say({ op: 'error', code: 'node_unavailable', room: 'r', retryAfter: 0.01 });
    assert.deepEqual(await socket.read(), { op: 'subscribe', room: 'r', after: 41, join: false });
    assert.deepEqual(refused, []);
  },

  async 'who was replaced stays away'() {
    const { rooms, states, socket } = await welcomed();
    const sending = rooms.send({ room: 'r', text: 'hi' });
    socket.say({ op: 'replaced' });
    await assert.rejects(sending, error => error.code === 'replaced');
    assert.equal(states.at(-1), 'closed:replaced');
  },

  async 'a token that is refused is asked for once more, then no more'() {
    let asked = 0;
    const { states, rooms } = client({ token: () => `T${++asked}` });
    for (const token of ['T1', 'T2']) {
      const socket = await nextSocket();
      socket.accept();
      assert.equal((await socket.read()).token, token);
      socket.say({ op: 'error', code: 'token_invalid' });
      socket.drop();
    }
    assert.equal(rooms.state, 'closed');
    assert.equal(states.at(-1), 'closed:token_invalid');
  },

  async 'a token that ends is renewed'() {
    let asked = 0;
    const { socket } = await welcomed({ token: async () => `T${++asked}` });
    socket.say({ op: 'expiring', at: time });
    assert.deepEqual(await socket.read(), { op: 'refresh', token: 'T2' });
  },

  async 'a server that drains is left when it says'() {
    const { socket } = await welcomed();
    const start = Date.now();
    socket.say({ op: 'reconnect', after: 0, spread: 5 });
    (await nextSocket()).accept();
    assert.equal(socket.readyState, 3, 'the old one is closed');
    assert.ok(Date.now() - start < 200, 'sooner than the usual half second');
  },

  async 'where no socket opens, long polling carries events and messages'() {
    const asked = [];
    const answer = (status, value) => ({ ok: status < 300, status, json: async () => value });
    const heard = [];
    const second = new Promise(resolve => { heard.push = seq => { heard[heard.length] = seq; if (seq === 8) resolve(); }; });
    const answers = [answer(200, { events: [event(1)], next: 1 }), answer(410, { code: 'events_gone', oldest: 8 }), answer(200, { events: [event(8)], next: 8 })];
    const { rooms } = client({
      makeSocket: () => { throw new Error('no WebSocket here'); },
      fetch: async (url, { method, headers, signal }) => {
        asked.push(`${method} ${url}`);
        if (method === 'POST') return answer(201, { seq: 7, key: headers['Idempotency-Key'] });
        if (url.endsWith('/r')) return answer(200, { id: 'r', name: 'Kitchen', seq: 0 });
        if (url.endsWith('/cards')) return answer(200, { cards: [] });
        return answers.shift() ?? new Promise((_, reject) => { signal.addEventListener('abort', () => reject(new Error('aborted'))); });
      },
    });
    rooms.subscribe('r', { join: true, onSnapshot: one => heard.push(`${one.title} ${one.seq}`), onEvent: one => heard.push(one.seq), onGap: gap => heard.push(`${gap.from}-${gap.to}`) });
    assert.equal((await rooms.send({ room: 'r', text: 'hi' })).seq, 7);
    await second;
    assert.deepEqual([...heard], ['Kitchen 0', 1, '2-7', 8]);
    assert.ok(asked.includes('POST http://server/v1/rooms/r/members'), 'a member, as over a socket');
    assert.ok(asked.includes('GET http://server/v1/rooms/r/events?after=0&limit=100&wait=25'));
    assert.ok(asked.includes('POST http://server/v1/rooms/r/messages'));
  },
};

for (const [name, play] of Object.entries(scenes)) {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('not over in 20 s')), 20_000).unref(); });
  await Promise.race([play(), late]).catch(error => { throw new Error(`${name}: ${error.message}`, { cause: error }); });
  for (const rooms of open.splice(0)) rooms.close();
  sockets.length = 0;
}
console.log('ok');

// A client of `/ws` (docs/ws.md) for browsers and whatever has WebSocket and fetch: connects, resumes, sends once. No dependency; one file.
//
//   const rooms = new Rooms({ url: location.origin, token: () => fetchToken(), onState: (state, reason) => ... });
//   const kitchen = rooms.subscribe('kitchen', { join: true, onSnapshot, onEvent, onGap, onSkipped, onError });
//   await kitchen.send({ text: 'Does it come in blue?' });   // resolves with the number of its event, or rejects with .code and .retryAfter
//   rooms.now();                                             // the server's clock

const Protocol = 'rooms.v1.json';
const MaxWaiting = 200;

// Milliseconds. The server closes a connection that is silent for 90 s.
const [FirstDelay, LongestDelay, OpenWithin, PingEvery, SilentAtMost] = [500, 30_000, 10_000, 30_000, 45_000];

// A network where a socket never opened is asked by long poll instead.
const [FailuresBeforePolling, PollSeconds] = [3, 25];

// Coming back would not help: the user is elsewhere, or may not.
const Final = new Set(['replaced', 'forbidden', 'app_removed', 'origin_forbidden']);

export class RoomsError extends Error {
  constructor({ code, detail, retryAfter, room }) {
    super(detail ?? code);
    Object.assign(this, { code, retryAfter, room });
  }
}

export class Rooms {
  state = 'new'; // connecting, open, polling, closed
  #options; #socket = null; #greeted = new Set(); #rooms = new Map(); #waiting = new Map(); #failures = 0; #refusals = 0; #hasOpened = false;
  #offset = 0; #heardAt = 0; #pingedAt = 0; #timer = 0; #heart = 0; #nextId = 0;

  // Tells this client's commands from those of the user's others; nobody gains by guessing it. Mini programs have no crypto.
  #prefix = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;

  // token(): a token, or a promise of one; left out: the console's cookie speaks. user: its user, to be told of an inbox where no socket opens.
  // onPush(frame): what the backend sends to connections. makeSocket(url, protocol), fetch: where there is no WebSocket or fetch.
  constructor(options) {
    this.#options = { token: () => undefined, onState: () => {}, makeSocket: (url, protocol) => new WebSocket(url, protocol), fetch: (...args) => fetch(...args), ...options };
    this.#options.url = options.url.replace(/\/$/, '');
    this.#setState('connecting');
    this.#open();
  }

  /** The server's time in milliseconds since 1970. */
  now() { return Date.now() + this.#offset; }

  /** room '@inbox': what the user is sent in private. after: the last number that the page has; handlers hear every event once, in order. */
  subscribe(room, { after = 0, join = false, ...handlers } = {}) {
    const one = { room, after, join, handlers };
    this.#rooms.get(room)?.stop?.abort();
    this.#rooms.set(room, one);
    if (this.state === 'open') this.#tell({ op: 'subscribe', room, after, join });
    if (this.state === 'polling') this.#poll(one);
    const unsubscribe = () => {
      one.stop?.abort();
      if (this.#rooms.get(room) === one && this.#rooms.delete(room) && this.state === 'open') this.#tell({ op: 'unsubscribe', room });
    };
    return { get after() { return one.after; }, send: said => this.send({ room, ...said }), unsubscribe };
  }

  /** { room | to, type?, text?, data? } -> { id, seq }. Waits for a connection; a repeat after one was lost counts once. */
  send(message) {
    if (this.state === 'closed' || this.#waiting.size >= MaxWaiting) return Promise.reject(new RoomsError({ code: this.state === 'closed' ? 'closed' : 'rate_limited' }));
    const frame = { op: 'send', id: `${this.#prefix}-${++this.#nextId}`, ...message };
    return new Promise((resolve, reject) => {
      this.#waiting.set(frame.id, { frame, resolve, reject });
      if (this.state === 'polling') this.#post(frame);
      else if (this.state === 'open') this.#tell(frame);
    });
  }

  close(code = 'closed') {
    this.#setState('closed', code);
    this.#dropSocket();
    for (const one of this.#rooms.values()) one.stop?.abort();
    for (const id of this.#waiting.keys()) this.#settle(id, 'reject', new RoomsError({ code }));
  }

  async #open() {
    try {
      const token = await this.#options.token();
      if (this.state === 'closed') return;
      const socket = this.#options.makeSocket(`${this.#options.url.replace(/^http/, 'ws')}/ws`, Protocol);
      this.#socket = socket;
      this.#timer = setTimeout(() => this.#lost(socket), OpenWithin);
      socket.onopen = () => {
        this.#greeted = new Set(this.#rooms.values());
        const subscribe = [...this.#greeted].map(({ room, after, join }) => ({ room, after, join }));
        this.#tell({ op: 'hello', token, device: this.#options.device, labels: this.#options.labels, subscribe });
      };
      socket.onmessage = message => socket === this.#socket && this.#hear(JSON.parse(message.data));
      socket.onclose = socket.onerror = () => this.#lost(socket);
    } catch {
      this.#lost(this.#socket); // no token, or no socket: either may be there next time
    }
  }

  #hear(frame) {
    this.#heardAt = Date.now();
    const one = this.#rooms.get(frame.room);
    switch (frame.op) {
      case 'welcome': return this.#welcomed(frame);
      case 'snapshot': if (one) one.after = frame.seq; return one?.handlers.onSnapshot?.(frame);
      case 'event':
        if (frame.room === '@push') return this.#options.onPush?.(frame);
        if (!(frame.seq > one?.after)) return undefined;
        one.after = frame.seq;
        return one.handlers.onEvent?.(frame);
      case 'gap': if (one) one.after = Math.max(one.after, frame.to); return one?.handlers.onGap?.(frame);
      case 'skipped': if (one) one.after = Math.max(one.after, frame.to); return one?.handlers.onSkipped?.(frame);
      case 'sent': return this.#settle(frame.id, 'resolve', { id: frame.id, seq: frame.seq });
      case 'error': return this.#refused(frame, one);
      case 'expiring': return this.#refresh();
      case 'replaced': return this.close('replaced');
      // The server is about to stop; until the moment comes everything goes on.
      case 'reconnect': return setTimeout(socket => this.#lost(socket, 0), frame.after + Math.random() * frame.spread, this.#socket);
      case 'pong': this.#offset = Date.parse(frame.time) - (this.#pingedAt + Date.now()) / 2; return undefined;
      default: return undefined; // of a newer server
    }
  }

  #welcomed({ time, user }) {
    clearTimeout(this.#timer);
    [this.#offset, this.#failures, this.#refusals, this.#hasOpened, this.user] = [Date.parse(time) - Date.now(), 0, 0, true, user];
    // What changed while the server was asked who this is.
    for (const one of this.#greeted) if (!this.#rooms.has(one.room)) this.#tell({ op: 'unsubscribe', room: one.room });
    for (const one of this.#rooms.values()) if (!this.#greeted.has(one)) this.#tell({ op: 'subscribe', room: one.room, after: one.after, join: one.join });
    for (const { frame } of this.#waiting.values()) this.#tell(frame);
    this.#heart = setInterval(() => this.#beat(), PingEvery / 2);
    this.#beat();
    this.#setState('open');
  }

  // An id: that command failed. A room alone: there is no subscription, or no more; where waiting helps it is asked for again. Neither: the connection ends.
  #refused(frame, one) {
    const error = new RoomsError(frame);
    if (frame.id) return this.#settle(frame.id, 'reject', error);
    if (one && frame.retryAfter) return setTimeout(socket => this.#subscribeAgain(one, socket), frame.retryAfter * 1000 * (1 + Math.random()), this.#socket);
    if (frame.room) return this.#rooms.delete(frame.room) && one.handlers.onError?.(error);
    if (Final.has(frame.code) || (frame.code === 'token_invalid' && ++this.#refusals > 1)) this.close(frame.code);
    return undefined;
  }

  // On another connection its hello did that.
  #subscribeAgain(one, socket) {
    if (this.#rooms.get(one.room) === one && socket === this.#socket) this.#tell({ op: 'subscribe', room: one.room, after: one.after, join: one.join });
  }

  #settle(id, how, value) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.[how](value);
  }

  // Without another token the connection ends, and the next one asks again.
  #refresh() { Promise.resolve().then(this.#options.token).then(token => this.#tell({ op: 'refresh', token }), () => {}); }

  #beat() {
    if (Date.now() - this.#heardAt > SilentAtMost) return this.#lost(this.#socket);
    if (Date.now() - this.#pingedAt < PingEvery) return undefined;
    this.#pingedAt = Date.now();
    return this.#tell({ op: 'ping' });
  }

  #tell(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  // Half of the delay is by chance: those who were cut off together do not come back together.
  #lost(socket, delay = Math.min(LongestDelay, FirstDelay * 2 ** this.#failures) * (0.5 + Math.random() / 2)) {
    if (socket !== this.#socket || this.state === 'closed') return undefined;
    this.#dropSocket();
    if (++this.#failures >= FailuresBeforePolling && !this.#hasOpened) return this.#startPolling();
    this.#setState('connecting');
    this.#timer = setTimeout(() => this.#open(), delay);
    return undefined;
  }

  #dropSocket() {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    socket?.close();
  }

  #setState(state, reason) {
    if (this.state === state) return;
    this.state = state;
    this.#options.onState(state, reason);
  }

  // Long polling, for a network that lets no WebSocket through: chosen only by a client whose socket never opened, so nothing is sent both ways.
  #startPolling() {
    this.#setState('polling');
    for (const one of this.#rooms.values()) this.#poll(one);
    for (const { frame } of this.#waiting.values()) this.#post(frame);
  }

  async #poll(one) {
    one.stop = globalThis.AbortController && new AbortController(); // mini programs have none
    for (let failures = 0; this.state === 'polling' && this.#rooms.get(one.room) === one;) {
      try {
        if (!one.hasBegun) await this.#begin(one);
        const page = await this.#ask('GET', `${one.room === '@inbox' ? `users/${encodeURIComponent(this.#options.user)}/inbox` : `${pathOf(one.room)}/events`}?after=${one.after}&limit=100&wait=${PollSeconds}`, { signal: one.stop?.signal });
        for (const event of page.events) if (this.#rooms.get(one.room) === one) this.#hear({ ...event, op: 'event', room: one.room });
        failures = 0;
      } catch (error) {
        if (error.code === 'events_gone') this.#hear({ op: 'gap', room: one.room, from: one.after + 1, to: error.oldest - 1 });
        else if (error.status >= 400 && error.status < 500 && error.status !== 429) this.#refused({ code: error.code, detail: error.message, room: one.room }, one);
        else await new Promise(resolve => { setTimeout(resolve, Math.min(LongestDelay, FirstDelay * 2 ** failures++)); });
      }
    }
  }

  // As a subscription does over a socket: a member where that was asked for, and a snapshot for who has nothing. Members by REST stay until they leave by it.
  async #begin(one) {
    if (one.join) await this.#ask('POST', `${pathOf(one.room)}/members`, { body: {} });
    if (one.after === 0 && one.room !== '@inbox') {
      const [{ name: title, ...room }, cards] = [await this.#ask('GET', pathOf(one.room)), await this.#ask('GET', `${pathOf(one.room)}/cards`)];
      this.#hear({ ...room, op: 'snapshot', room: one.room, title, cards });
    }
    one.hasBegun = true;
  }

  async #post({ id, room, to, type, text, data }) {
    try {
      const { seq } = await this.#ask('POST', `${to ? `users/${encodeURIComponent(to)}` : pathOf(room)}/messages`, { body: { type, text, data }, headers: { 'Idempotency-Key': id } });
      this.#settle(id, 'resolve', { id, seq });
    } catch (error) {
      if (error.status < 500) this.#settle(id, 'reject', error);
      else setTimeout(() => this.#waiting.has(id) && this.#post({ id, room, to, type, text, data }), FirstDelay * 2);
    }
  }

  async #ask(method, path, { body, signal, headers } = {}) {
    const token = await this.#options.token();
    const answer = await this.#options.fetch(`${this.#options.url}/v1/${path}`, {
      method, signal, body: body && JSON.stringify(body),
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }), ...(token && { Authorization: `Bearer ${token}` }) },
    });
    const value = await answer.json();
    if (answer.ok) return value;
    const retryAfter = Number(answer.headers?.get?.('Retry-After')) || undefined;
    throw Object.assign(new RoomsError({ ...value, retryAfter }), { status: answer.status, oldest: value.oldest });
  }
}

const pathOf = room => `rooms/${encodeURIComponent(room)}`;

// A client of `/ws` (docs/ws.md) for browsers and whatever has WebSocket and fetch: connects, resumes, sends once. No dependency; one file.
//
//   const rooms = new Rooms({ url: location.origin, token: () => fetchToken(), onState: state => ... });
//   const kitchen = rooms.subscribe('kitchen', { join: true, onSnapshot, onEvent, onGap, onSkipped, onError });
//   await kitchen.send({ text: 'Does it come in blue?' });   // resolves with the number of its event, or rejects with .code
//   rooms.now();                                             // the server's clock

const Protocol = 'rooms.v1.json';
const FirstDelay = 500;
const LongestDelay = 30_000;

// The server closes a connection that is silent for 90 s.
const PingEvery = 30_000;
const SilentAtMost = 45_000;

const OpenWithin = 10_000;
const MaxWaiting = 200;

// A network where a socket never opened is asked by long poll instead.
const FailuresBeforePolling = 3;
const PollSeconds = 25;

// Coming back would not help: the user is elsewhere, or may not.
const Final = new Set(['replaced', 'forbidden', 'app_removed']);

export class RoomsError extends Error {
  constructor({ code, detail, retryAfter, room }) {
    super(detail ?? code);
    Object.assign(this, { code, retryAfter, room });
  }
}

export class Rooms {
  state = 'connecting';
  #options; #socket = null; #rooms = new Map(); #waiting = new Map(); #failures = 0; #refusals = 0; #hasOpened = false; #isPolling = false;
  #offset = 0; #lastHeard = 0; #pingedAt = 0; #timer = 0; #heart = 0; #nextId = 0;

  // Tells this client's commands from those of the user's others; nobody gains by guessing it. Mini programs have no crypto.
  #prefix = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;

  /**
   * token(): a token, or a promise of one; left out: the console's cookie speaks. user: its user, to be told of an inbox where no socket opens.
   * onPush(frame): what the backend sends to connections. makeSocket(url, protocol), fetch: where there is no WebSocket or fetch.
   */
  constructor(options) {
    this.#options = { token: () => undefined, onState: () => {}, makeSocket: (url, protocol) => new WebSocket(url, protocol), fetch: (...args) => fetch(...args), ...options };
    this.#open();
  }

  /** The server's time in milliseconds since 1970. */
  now() { return Date.now() + this.#offset; }

  /** room '@inbox': what the user is sent in private. after: the last number that the page has; handlers hear every event once, in order. */
  subscribe(room, { after = 0, join = false, ...handlers } = {}) {
    const one = { room, after, join, handlers, poll: null };
    this.#rooms.set(room, one);
    if (this.state === 'open') this.#tell({ op: 'subscribe', room, after, join });
    if (this.#isPolling) this.#pollRoom(one);
    return {
      get after() { return one.after; },
      send: message => this.send({ room, ...message }),
      unsubscribe: () => this.#forget(one),
    };
  }

  /** { room | to, type?, text?, data? } -> { id, seq }. Waits for a connection; a repeat after one was lost counts once. */
  send(message) {
    if (this.state === 'closed' || this.#waiting.size >= MaxWaiting) return Promise.reject(new RoomsError({ code: this.state === 'closed' ? 'closed' : 'rate_limited' }));
    const frame = { op: 'send', id: `${this.#prefix}-${++this.#nextId}`, ...message };
    return new Promise((resolve, reject) => {
      this.#waiting.set(frame.id, { frame, resolve, reject });
      if (this.#isPolling) this.#post(frame);
      else if (this.state === 'open') this.#tell(frame);
    });
  }

  close(code = 'closed') {
    this.#setState('closed', code);
    this.#dropSocket();
    clearTimeout(this.#timer);
    for (const one of this.#rooms.values()) one.poll?.abort();
    for (const { reject } of this.#waiting.values()) reject(new RoomsError({ code }));
    this.#waiting.clear();
  }

  async #open() {
    this.#setState('connecting');
    try {
      const token = await this.#options.token();
      if (this.state === 'closed') return;
      const socket = this.#options.makeSocket(`${this.#options.url.replace(/^http/, 'ws').replace(/\/$/, '')}/ws`, Protocol);
      this.#socket = socket;
      this.#timer = setTimeout(() => this.#lost(socket), OpenWithin);
      socket.onopen = () => {
        const subscribe = [...this.#rooms.values()].map(({ room, after, join }) => ({ room, after, join }));
        this.#tell({ op: 'hello', token, device: this.#options.device, labels: this.#options.labels, subscribe });
      };
      socket.onmessage = message => socket === this.#socket && this.#hear(JSON.parse(message.data));
      socket.onclose = () => this.#lost(socket);
      socket.onerror = () => this.#lost(socket);
    } catch {
      this.#retry(); // no token, or no socket: either may be there next time
    }
  }

  #hear(frame) {
    this.#lastHeard = Date.now();
    const one = this.#rooms.get(frame.room);
    switch (frame.op) {
      case 'welcome': return this.#welcomed(frame);
      case 'snapshot': if (one) one.after = frame.seq; return one?.handlers.onSnapshot?.(frame);
      case 'event': return frame.room === '@push' ? this.#options.onPush?.(frame) : one && this.#event(one, frame);
      case 'gap': if (one) one.after = Math.max(one.after, frame.to); return one?.handlers.onGap?.(frame);
      case 'skipped': if (one) one.after = Math.max(one.after, frame.to); return one?.handlers.onSkipped?.(frame);
      case 'sent': return this.#answered(frame.id, waiting => waiting.resolve({ id: frame.id, seq: frame.seq }));
      case 'error': return this.#refused(frame, one);
      case 'expiring': return this.#refresh();
      case 'replaced': return this.close('replaced');
      case 'reconnect': return this.#moveOn(this.#socket, frame.after + Math.random() * frame.spread);
      case 'pong': this.#offset = Date.parse(frame.time) - (this.#pingedAt + Date.now()) / 2; return undefined;
      default: return undefined; // of a newer server
    }
  }

  #welcomed({ time, user }) {
    clearTimeout(this.#timer);
    this.#offset = Date.parse(time) - Date.now();
    [this.#failures, this.#refusals, this.#hasOpened, this.user] = [0, 0, true, user];
    this.#setState('open');
    for (const { frame } of this.#waiting.values()) this.#tell(frame);
    clearInterval(this.#heart);
    this.#heart = setInterval(() => this.#beat(), PingEvery / 2);
    this.#beat();
  }

  #event(one, frame) {
    if (frame.seq <= one.after) return;
    one.after = frame.seq;
    one.handlers.onEvent?.(frame);
  }

  // An id: that command failed. A room alone: there is no subscription, or no more. Neither: the connection ends.
  #refused(frame, one) {
    const error = new RoomsError(frame);
    if (frame.id) return this.#answered(frame.id, waiting => waiting.reject(error));
    if (frame.room) {
      this.#rooms.delete(frame.room);
      return one?.handlers.onError?.(error);
    }
    if (Final.has(frame.code) || (frame.code === 'token_invalid' && ++this.#refusals > 1)) this.close(frame.code);
    return undefined;
  }

  #answered(id, settle) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting) settle(waiting);
  }

  async #refresh() {
    try {
      this.#tell({ op: 'refresh', token: await this.#options.token() });
    } catch {
      // The connection ends with its token, and the next one asks for another.
    }
  }

  #beat() {
    if (Date.now() - this.#lastHeard > SilentAtMost) return this.#lost(this.#socket);
    if (Date.now() - this.#pingedAt < PingEvery) return undefined;
    this.#pingedAt = Date.now();
    return this.#tell({ op: 'ping' });
  }

  #tell(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #lost(socket) {
    if (socket !== this.#socket || this.state === 'closed') return;
    this.#dropSocket();
    this.#retry();
  }

  #dropSocket() {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    socket?.close();
  }

  #retry() {
    if (++this.#failures >= FailuresBeforePolling && !this.#hasOpened) return this.#startPolling();
    this.#setState('connecting');
    // Half of it by chance: those who were cut off together do not come back together.
    this.#timer = setTimeout(() => this.#open(), Math.min(LongestDelay, FirstDelay * 2 ** (this.#failures - 1)) * (0.5 + Math.random() / 2));
    return undefined;
  }

  // The server is about to stop; until the moment comes everything goes on.
  #moveOn(socket, delay) {
    setTimeout(() => {
      if (socket !== this.#socket) return;
      this.#dropSocket();
      this.#open();
    }, delay);
  }

  #forget(one) {
    one.poll?.abort();
    if (this.#rooms.get(one.room) !== one) return;
    this.#rooms.delete(one.room);
    this.#tell({ op: 'unsubscribe', room: one.room });
  }

  #setState(state, reason) {
    if (this.state === state && state !== 'connecting') return;
    this.state = state;
    this.#options.onState(state, reason);
  }

  // Long polling, for a network that lets no WebSocket through: chosen only by a client whose socket never opened, so nothing is sent both ways.
  #startPolling() {
    this.#isPolling = true;
    this.#setState('polling');
    for (const one of this.#rooms.values()) this.#pollRoom(one);
    for (const { frame } of this.#waiting.values()) this.#post(frame);
  }

  async #pollRoom(one) {
    one.poll = new AbortController();
    for (let failures = 0; this.#isPolling && this.state !== 'closed' && !one.poll.signal.aborted;) {
      try {
        const page = await this.#ask('GET', `${this.#feedOf(one.room)}?after=${one.after}&limit=100&wait=${PollSeconds}`, undefined, one.poll.signal);
        for (const event of page.events) this.#event(one, { room: one.room, ...event });
        failures = 0;
      } catch (error) {
        if (one.poll.signal.aborted) return undefined;
        if (error.code === 'events_gone') this.#hear({ op: 'gap', room: one.room, from: one.after + 1, to: error.oldest - 1 });
        else if (error.status >= 400 && error.status < 500 && error.status !== 429) return this.#refused({ code: error.code, detail: error.message, room: one.room }, one);
        else await new Promise(resolve => { setTimeout(resolve, Math.min(LongestDelay, FirstDelay * 2 ** failures++)); });
      }
    }
    return undefined;
  }

  #feedOf(room) {
    return room === '@inbox' ? `users/${encodeURIComponent(this.#options.user)}/inbox` : `rooms/${encodeURIComponent(room)}/events`;
  }

  async #post({ id, room, to, type, text, data }) {
    try {
      const { seq } = await this.#ask('POST', to ? `users/${encodeURIComponent(to)}/messages` : `rooms/${encodeURIComponent(room)}/messages`, { type, text, data }, undefined, { 'Idempotency-Key': id });
      this.#answered(id, waiting => waiting.resolve({ id, seq }));
    } catch (error) {
      if (!error.status || error.status >= 500) this.#timer = setTimeout(() => this.#waiting.has(id) && this.#post({ id, room, to, type, text, data }), FirstDelay * 2);
      else this.#answered(id, waiting => waiting.reject(error));
    }
  }

  async #ask(method, path, body, signal, headers = {}) {
    const token = await this.#options.token();
    const answer = await this.#options.fetch(`${this.#options.url.replace(/\/$/, '')}/v1/${path}`, {
      method, signal, body: body && JSON.stringify(body),
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }), ...(token && { Authorization: `Bearer ${token}` }) },
    });
    const value = await answer.json();
    if (answer.ok) return value;
    throw Object.assign(new RoomsError(value), { status: answer.status, oldest: value.oldest });
  }
}

// Plays a live stream: fragmented MP4 over a WebSocket into Media Source Extensions. The server sends a text message {"mime"}, then the
// initialisation segment, then fragments; another text message starts another configuration. Stays near the live edge; connects again with backoff.
import { MediaBuffer } from './mediabuffer.js';
import { backoff, pause, visible } from './poll.js';

// Seconds behind the newest picture: past JumpBehind it jumps, past RushBehind it plays a little faster.
const JumpBehind = 2;
const RushBehind = 0.9;
const RushRate = 1.08;
const EdgeDistance = 0.35;

// Milliseconds without a fragment until the reader is told.
const Silence = 2500;
const WatchEvery = 250;

// Why the server let go (the close message's reason), in words.
const Reasons = {
  publisher_lost: 'The publisher is gone.',
  stream_ended: 'The stream has ended.',
  stalled: 'This connection is too slow for the stream.',
  unsubscribed: 'The server ended this connection.',
  draining: 'The server is restarting.',
  shutting_down: 'The server is restarting.',
};

export class Player {
  #failures = 0;
  #state = '';
  #arrivedAt = 0;
  #rest = new AbortController();

  /** getUrl(signal) answers a wsmp4 URL that is valid now. onState('connecting' | 'live' | 'waiting' | 'blocked', detail). */
  constructor(video, getUrl, onState) {
    this.video = video;
    this.getUrl = getUrl;
    this.onState = onState;
    Object.assign(video, { muted: true, autoplay: true, playsInline: true, disableRemotePlayback: true });
  }

  /** Plays until the signal aborts. */
  async run(signal) {
    const watch = setInterval(() => this.#watch(), WatchEvery);
    while (!signal.aborted) {
      await visible(signal);
      if (signal.aborted) break;
      this.#tell('connecting', '');
      const reason = await this.#connect(signal);
      if (signal.aborted) break;
      this.#tell('waiting', reason);
      this.#rest = new AbortController();
      await pause(backoff(this.#failures++), AbortSignal.any([signal, this.#rest.signal]));
    }
    clearInterval(watch);
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** The stream is known to be back: a player that waits for its next attempt makes it now. */
  wake() {
    this.#failures = 0;
    this.#rest.abort();
  }

  /** Seconds between what is shown and the newest picture that has arrived. */
  get behind() {
    const { buffered, currentTime } = this.video;
    return buffered.length ? Math.max(0, buffered.end(buffered.length - 1) - currentTime) : 0;
  }

  /** Answers why the connection ended. */
  async #connect(signal) {
    try {
      return await this.#receive(await this.getUrl(signal), signal);
    } catch (error) {
      return error.message;
    }
  }

  #receive(url, signal) {
    return new Promise(resolve => {
      const socket = new WebSocket(url);
      const end = reason => { socket.close(); signal.removeEventListener('abort', end); resolve(String(reason)); };
      const media = new MediaBuffer(this.video, end);
      socket.binaryType = 'arraybuffer';
      socket.onmessage = ({ data }) => {
        this.#arrivedAt = performance.now();
        media.add(typeof data === 'string' ? JSON.parse(data) : data);
      };
      socket.onclose = event => end(Reasons[event.reason] ?? (event.reason || 'The connection was closed.'));
      signal.addEventListener('abort', end);
    });
  }

  #watch() {
    if (this.video.buffered.length > 0) this.#keepUp();
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    if (performance.now() - this.#arrivedAt > Silence) return this.#tell('waiting', 'No picture arrives. The publisher may be gone.');
    this.#failures = 0;
    if (!this.video.paused) return this.#tell('live', '');
    this.video.play().catch(error => this.#tell('blocked', error.message)); // a browser that wants a tap first
  }

  #keepUp() {
    const { video, behind } = this;
    const last = video.buffered.length - 1;
    const start = video.buffered.start(last);
    if (behind > JumpBehind || video.currentTime < start) video.currentTime = Math.max(start, video.buffered.end(last) - EdgeDistance);
    video.playbackRate = behind > RushBehind ? RushRate : 1;
  }

  #tell(state, detail) {
    if (state === this.#state && state !== 'waiting') return;
    this.#state = state;
    this.onState(state, detail);
  }
}

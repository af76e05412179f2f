// The player with its frame: picture, state in words, sound, full screen. What the room says of the stream decides whether it plays at all.
import { Player } from './player.js';
import { badge, setBadge } from './state.js';
import { el, icon, setText } from './dom.js';
import { forget, playOf } from './grants.js';

const Words = {
  none: ['No stream yet', 'Nobody has made a stream in this room.'],
  idle: ['Waiting for the publisher', 'The picture starts by itself when the push arrives.'],
  connecting: ['Connecting…', ''],
  waiting: ['The picture has stopped', 'Trying again by itself.'],
  lost: ['The publisher is gone', 'The picture goes on when it comes back.'],
  ended: ['The broadcast has ended', 'Choose another stream, or go back to the wall.'],
  closed: ['This room is closed', 'Closed rooms can be looked at for 24 hours.'],
  blocked: ['Ready to play', 'This browser wants a tap first.'],
};

export class Stage {
  #playing = null;

  constructor(signal) {
    this.signal = signal;
    this.video = el('video', { class: 'video', 'aria-label': 'Live picture' });
    this.badge = badge('idle');
    this.behind = el('span', { class: 'behind', title: 'Seconds between the newest picture that has arrived and the one shown' });
    this.title = el('strong');
    this.detail = el('span');
    this.tap = el('button', { class: 'button primary', hidden: true, on: { click: () => this.video.play() } }, icon('play'), 'Play');
    this.curtain = el('div', { class: 'curtain', role: 'status' }, this.title, this.detail, this.tap);
    this.sound = el('button', { class: 'round', on: { click: () => this.#toggleSound() } });
    this.element = el('div', { class: 'stage' }, this.video, this.curtain,
      el('div', { class: 'stage-top' }, this.badge, this.behind),
      el('div', { class: 'stage-bottom' }, this.sound,
        el('button', { class: 'round', 'aria-label': 'Full screen', title: 'Full screen', on: { click: () => this.#fullScreen() } }, icon('full'))));
    this.video.addEventListener('volumechange', () => this.#showSound());
    this.video.muted = true;
    this.#say('connecting');
    this.#showSound();
    this.#meter();
  }

  /** state: none | idle | live | lost | ended | closed. Another stream ends the one that plays. */
  show(room, streamId, state) {
    setBadge(this.badge, state === 'none' ? 'idle' : state);
    if (this.#playing?.streamId !== streamId) this.#stop();
    const mayPlay = state === 'live' || state === 'lost';
    if (mayPlay && !this.#playing) this.#start(room, streamId);
    if (!mayPlay) {
      this.#stop();
      this.#say(state);
    }
    if (state === 'live' && this.state === 'lost') this.#playing.player.wake();
    this.state = state;
  }

  #start(room, streamId) {
    const stop = new AbortController();
    const signal = AbortSignal.any([this.signal, stop.signal]);
    const player = new Player(this.video, async () => (await playOf(room, streamId, signal)).wsmp4, (state, detail) => {
      if (state === 'waiting') forget(streamId);
      const isMissing = this.state === 'lost' && state !== 'live';
      this.#say(isMissing ? 'lost' : state, isMissing ? '' : detail);
    });
    this.#playing = { streamId, stop, player };
    player.run(signal);
  }

  #stop() {
    this.#playing?.stop.abort();
    this.#playing = null;
  }

  #say(state, detail = '') {
    const [title, hint] = Words[state] ?? ['', ''];
    setText(this.title, title);
    setText(this.detail, detail && state !== 'blocked' ? `${detail} ${hint}` : hint);
    this.tap.hidden = state !== 'blocked';
    this.element.dataset.state = state;
  }

  #meter() {
    const timer = setInterval(() => {
      const isLive = this.#playing && this.element.dataset.state === 'live';
      setText(this.behind, isLive ? `${this.#playing.player.behind.toFixed(1)} s behind` : '');
    }, 500);
    this.signal.addEventListener('abort', () => clearInterval(timer));
  }

  #toggleSound() {
    this.video.muted = !this.video.muted;
  }

  #showSound() {
    const words = this.video.muted ? 'Turn the sound on' : 'Turn the sound off';
    this.sound.setAttribute('aria-label', words);
    this.sound.title = words;
    this.sound.classList.toggle('asks', this.video.muted);
    this.sound.replaceChildren(icon(this.video.muted ? 'muted' : 'sound'));
  }

  // iPhones put only the video itself on the full screen.
  #fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.element.requestFullscreen) this.element.requestFullscreen();
    else this.video.webkitEnterFullscreen();
  }
}

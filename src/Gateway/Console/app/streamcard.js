// One stream of a room: its figures, two charts, and what can be done with it.
import { ChartBox } from './chartbox.js';
import { Doctor } from './doctor.js';
import { act } from './act.js';
import { api } from './api.js';
import { badge, setBadge } from './state.js';
import { bits, count, frames, total } from './format.js';
import { confirm, field } from './dialog.js';
import { el, setText } from './dom.js';
import { say } from './strip.js';

export class StreamCard {
  constructor(room, stream, onWatch) {
    this.room = room;
    this.stream = stream;
    this.badge = badge(stream.status);
    this.name = el('h3');
    this.facts = el('p', { class: 'facts' }, ' ');
    this.doctor = new Doctor();
    this.rate = new ChartBox('Bit rate', 'rate', bits);
    this.pace = new ChartBox('Frames', 'pace', frames);
    this.watch = el('button', { class: 'button small', on: { click: () => onWatch(stream.streamId) } }, 'Watch');
    const end = el('button', { class: 'button small', on: { click: () => this.#end(end) } }, 'End');
    const ban = el('button', { class: 'button small danger', on: { click: () => this.#ban(ban) } }, 'Ban…');
    this.element = el('article', { class: 'card stream', 'data-stream': stream.streamId },
      el('div', { class: 'row' }, this.badge, this.name, el('div', { class: 'row end grow' }, this.watch, end, ban)),
      this.facts, el('div', { class: 'charts' }, this.rate.element, this.pace.element), this.doctor.element);
    this.update(stream, false);
  }

  update(stream, isWatched) {
    this.stream = stream;
    setBadge(this.badge, stream.status);
    setText(this.name, stream.name || stream.streamId);
    this.watch.setAttribute('aria-pressed', isWatched);
    this.element.dataset.state = stream.status;
  }

  /** figures: what Figures.of answered, or undefined. */
  updateFigures(figures) {
    const isLive = this.stream.status === 'live' && figures;
    setText(this.facts, isLive ? factsOf(figures.latest) : `${this.stream.streamId} · by ${this.stream.user}`);
    this.rate.draw(isLive ? figures.bits : []);
    this.pace.draw(isLive ? figures.frames : []);
    this.doctor.show(isLive ? figures.latest : null);
  }

  async #end(button) {
    const { streamId, name } = this.stream;
    if (!await confirm('End this stream?', `The publisher of ${name || streamId} is cut off and its push address stops working.`, 'End stream')) return;
    if (await act(button, () => api.deleteStream(this.room, streamId))) say('The stream has ended.');
  }

  async #ban(button) {
    const { streamId, name } = this.stream;
    const answer = await confirm('Ban this stream?', `Publisher and viewers of ${name || streamId} are cut off; pushing again is refused until the time is over.`, 'Ban', [
      field('Minutes', el('input', { name: 'minutes', type: 'number', min: 1, max: 43200, value: 60, required: true })),
      field('Reason', el('input', { name: 'reason', maxlength: 200, value: 'Breaks the rules', required: true })),
    ]);
    if (!answer) return;
    if (await act(button, () => api.banStream(this.room, streamId, Number(answer.minutes), answer.reason))) say('The stream is banned.');
  }
}

/** h264 1280x720, aac, 41 viewers (rtmp 1, wsmp4 40) ... */
function factsOf(figures) {
  const { videoCodec, audioCodec, width, height, viewers, keyIntervalMilliseconds, node } = figures;
  return [
    videoCodec && `${videoCodec} ${width}×${height}`,
    audioCodec,
    keyIntervalMilliseconds > 0 && `key frame every ${(keyIntervalMilliseconds / 1000).toFixed(1)} s`,
    `${count(total(viewers))} watching${protocolsOf(viewers)}`,
    node && `node ${node}`,
  ].filter(Boolean).join(' · ');
}

function protocolsOf(viewers) {
  const parts = Object.entries(viewers ?? {}).filter(([, number]) => number > 0).map(([name, number]) => `${name} ${number}`);
  return parts.length ? ` (${parts.join(', ')})` : '';
}

// The stream doctor: what is measured of a stream, what is wrong with it, and what its anchor should change.
import { el, setText } from './dom.js';
import { frames } from './format.js';

// What is looked at, in the order in which it is shown: the findings that belong to it, and its figure in words.
const Checks = [
  { name: 'Frame rate', codes: ['no_data', 'no_picture', 'frame_rate', 'configuration'], value: rateOf },
  { name: 'Longest gap', codes: ['gaps'], value: ({ longestGapMilliseconds: gap }) => gap > 0 ? seconds(gap) : '–' },
  { name: 'Key frames', codes: ['key_interval'], value: ({ keyIntervalMilliseconds: interval }) => interval > 0 ? `every ${seconds(interval)}` : '–' },
  { name: 'Sound', codes: ['no_sound'], value: ({ audioCodec, audioSampleRate }) => audioCodec ? `${audioCodec}${audioSampleRate ? ` ${audioSampleRate / 1000} kHz` : ''}` : 'none' },
  { name: 'Clock', codes: ['clock_slow', 'clock_fast'], value: ({ clockDriftPercent: drift }) => drift ? `${drift > 0 ? '+' : '−'}${Math.abs(drift).toFixed(1)} %` : 'steady' },
];

const Slower = 'Lower the bit rate or the picture size; prefer a cable to Wi-Fi.';

// For OBS first, then ffmpeg.
const Advice = {
  no_data: 'Check the encoder and the network: the connection is there, nothing comes through it.',
  no_picture: 'Check the camera or the scene: sound comes, pictures do not. ffmpeg: is a video stream mapped?',
  frame_rate: 'The encoder drops pictures. OBS: Settings → Output, a faster preset, or less size and frame rate under Video. ffmpeg: -preset veryfast.',
  configuration: 'Start the stream anew: its first frames came without their decoder configuration.',
  gaps: `The network or the encoder stutters. ${Slower}`,
  key_interval: 'Set the key frame interval to 2 s. OBS: Settings → Output → Keyframe interval 2 s. ffmpeg at 25 fps: -g 50.',
  no_sound: 'Check the microphone: is it muted, or the wrong one? OBS: the audio mixer must move. ffmpeg: is an audio stream mapped?',
  clock_slow: `What is sent takes longer than it lasts, so players run dry: the encoder or the uplink does not keep up. ${Slower}`,
  clock_fast: 'More is sent than time passes, so players fall behind. ffmpeg: put -re before -i. OBS: start the stream anew.',
};

const Verdicts = { good: 'All well', fair: 'Viewers notice', bad: 'Viewers suffer' };

export class Doctor {
  constructor() {
    this.verdict = el('span', { class: 'verdict' });
    this.rows = Checks.map(check => new Row(check));
    this.element = el('section', { class: 'doctor', 'aria-label': 'Stream doctor', hidden: true },
      el('div', { class: 'row' }, el('h4', {}, 'Stream doctor'), this.verdict),
      el('ul', { class: 'checks' }, this.rows.map(row => row.element)));
  }

  /** figures: a stream's newest, or null for one that is not on air. */
  show(figures) {
    const isKnown = Boolean(figures?.health);
    this.element.hidden = !isKnown;
    if (!isKnown) return;
    setText(this.verdict, Verdicts[figures.health] ?? figures.health);
    this.element.dataset.health = figures.health;
    for (const row of this.rows) row.show(figures);
  }
}

class Row {
  constructor(check) {
    this.check = check;
    this.value = el('strong');
    this.mark = el('span', { class: 'mark' });
    this.reason = el('span', { class: 'reason' });
    this.advice = el('span', { class: 'advice' });
    this.help = el('p', { class: 'help', hidden: true }, this.reason, ' ', this.advice);
    this.element = el('li', { class: 'check' }, this.mark, el('span', { class: 'check-name' }, check.name), this.value, this.help);
  }

  show(figures) {
    const finding = figures.findings?.find(({ code }) => this.check.codes.includes(code));
    setText(this.value, this.check.value(figures));
    setText(this.mark, finding ? '!' : '✓');
    this.mark.setAttribute('aria-label', finding ? 'to change' : 'fine');
    this.element.dataset.finding = finding?.code ?? '';
    this.help.hidden = !finding;
    setText(this.reason, finding?.reason ?? '');
    setText(this.advice, finding ? Advice[finding.code] ?? '' : '');
  }
}

function rateOf({ videoCodec, framesPerSecond = 0, announcedFramesPerSecond: announced }) {
  if (!videoCodec) return 'sound only';
  return announced > 0 ? `${frames(framesPerSecond)} of ${Math.round(announced)}` : frames(framesPerSecond);
}

function seconds(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

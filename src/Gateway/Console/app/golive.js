// Go live: a room and a stream are made, the addresses are shown, and the picture appears when the push arrives.
import { Stage } from './stage.js';
import { act } from './act.js';
import { api } from './api.js';
import { copyBox } from './copybox.js';
import { el, note, setText } from './dom.js';
import { field } from './dialog.js';
import { poll } from './poll.js';

const WatchEvery = 1000;

export function goLive(root, { query, signal }) {
  document.title = 'Go live · Rooms';
  new GoLive(root, query.get('room'), signal);
}

class GoLive {
  /** room: the id of a room that gets one more stream, or null for a new one. */
  constructor(root, room, signal) {
    this.root = root;
    this.room = room;
    this.isNew = room === null;
    this.signal = signal;
    root.classList.add('golive');
    root.append(this.#form());
  }

  #form() {
    const name = el('input', { name: 'name', maxlength: 100, required: true, placeholder: 'Evening sale', value: this.room ? 'camera 2' : '', autocomplete: 'off' });
    const id = el('input', { name: 'id', maxlength: 64, pattern: '[A-Za-z0-9_.~\\-]+', placeholder: 'made by the server', autocomplete: 'off', title: 'Letters, digits and _ . ~ -' });
    const button = el('button', { class: 'button primary' }, this.room ? 'Make the stream' : 'Make the room');
    const submit = event => {
      event.preventDefault();
      act(button, () => this.#make(name.value.trim(), id.value.trim()));
    };
    return el('form', { class: 'card narrow stack', on: { submit } },
      el('h1', {}, this.room ? `One more stream for ${this.room}` : 'Go live'),
      el('p', { class: 'muted' }, 'Name it, then push a picture with OBS, ffmpeg or any RTMP encoder.'),
      field(this.room ? 'Name of the stream' : 'Name of the room', name), this.room ? null : field('Id (optional)', id), button);
  }

  async #make(name, id) {
    this.room ??= (await api.createRoom({ scene: 'live', name, ...(id ? { id } : {}) }, this.signal)).id;
    const stream = await api.createStream(this.room, { name: this.isNew ? 'main' : name }, this.signal);
    this.#show(stream);
  }

  #show(stream) {
    this.stage = new Stage(this.signal);
    this.steps = el('p', { class: 'state-line', role: 'status' }, 'Waiting for your push…');
    this.root.replaceChildren(
      el('div', { class: 'room-head' }, el('h1', { class: 'grow' }, 'Push to ', el('a', { href: `#/rooms/${this.room}` }, this.room)), this.steps),
      el('div', { class: 'golive-body' },
        el('div', { class: 'stack' }, obs(stream.push), ffmpeg(stream.push), play(stream.play)),
        el('div', { class: 'golive-stage stack' }, this.stage.element,
          el('a', { class: 'button', href: `#/rooms/${this.room}` }, 'Open the room'))));
    this.#watch(stream.streamId);
  }

  #watch(streamId) {
    poll(async () => {
      const room = await api.room(this.room, this.signal);
      const status = room.streams.find(stream => stream.streamId === streamId)?.status ?? 'ended';
      this.stage.show(this.room, streamId, room.status === 'closed' ? 'closed' : status);
      setText(this.steps, stepOf(status));
      this.root.dataset.state = status;
    }, { every: WatchEvery, signal: this.signal, onRefusal: error => this.root.replaceChildren(note('The room cannot be shown', error.message)) });
  }
}

const stepOf = status => ({
  idle: 'Waiting for your push…',
  live: 'You are live.',
  lost: 'Your push has stopped. Start it again: the address still works.',
  ended: 'This stream has ended.',
})[status] ?? '';

function obs(push) {
  return el('section', { class: 'card stack' }, el('h2', {}, 'OBS'),
    el('p', { class: 'muted' }, 'Settings → Stream → Service “Custom…”. Key frame interval 2 s, no B-frames for the least delay.'),
    copyBox('Server', push.server), copyBox('Stream key', push.key, { secret: true }));
}

function ffmpeg(push) {
  return el('section', { class: 'card stack' }, el('h2', {}, 'ffmpeg'),
    el('p', { class: 'muted' }, 'A test picture with a running clock and a tone, to try it now.'),
    copyBox('ffmpeg command', testPush(push.rtmp), { code: true }));
}

function testPush(url) {
  return [
    'ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=frequency=440:sample_rate=44100',
    '-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 50 -b:v 1500k',
    `-c:a aac -b:a 96k -f flv "${url}"`,
  ].join(' \\\n  ');
}

const PlayNames = { rtmp: 'RTMP', flv: 'HTTP-FLV', wsflv: 'WebSocket-FLV', wsmp4: 'WebSocket-MP4', hls: 'HLS', whep: 'WHEP' };

function play(urls) {
  const boxes = Object.entries(PlayNames).filter(([form]) => urls[form]).map(([form, name]) => copyBox(name, urls[form]));
  return el('details', { class: 'card' }, el('summary', {}, 'Play addresses'), el('div', { class: 'stack' }, boxes));
}

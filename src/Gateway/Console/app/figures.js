// The newest figures of streams and their last two minutes, asked for together: one request for everything on the screen.
import { api } from './api.js';
import { Capacity } from './chart.js';
import { poll } from './poll.js';

const Every = 2000;

// The gateway takes this many ids at once.
const IdsPerRequest = 100;

export class Figures {
  #histories = new Map();

  /** wanted(): ids of the streams that are shown now; onUpdate(): new figures are there. */
  async run(wanted, onUpdate, signal) {
    await poll(async () => {
      const ids = wanted();
      for (let i = 0; i < ids.length; i += IdsPerRequest) {
        const { streams } = await api.figures(ids.slice(i, i + IdsPerRequest), signal);
        for (const stream of streams) this.#add(stream);
      }
      onUpdate();
    }, { every: Every, signal });
  }

  /** {latest, bits, frames} or undefined while nothing was reported. */
  of(streamId) {
    return this.#histories.get(streamId);
  }

  #add(stream) {
    const history = this.#histories.get(stream.streamId) ?? { bits: [], frames: [] };
    history.latest = stream;
    push(history.bits, stream.bitsPerSecond ?? 0);
    push(history.frames, stream.framesPerSecond ?? 0);
    this.#histories.set(stream.streamId, history);
  }
}

function push(values, value) {
  values.push(value);
  if (values.length > Capacity) values.shift();
}

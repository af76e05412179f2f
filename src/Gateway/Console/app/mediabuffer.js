// The media of one connection on its way into a <video>: fragments wait here while the decoder's buffer is busy.

const Source = globalThis.MediaSource ?? globalThis.ManagedMediaSource; // iPhones have only the managed one

// Seconds kept behind the playhead, and how many more may pile up before a trim is worth its cost.
const KeepBehind = 6;
const TrimAfter = 6;

// Fragments that wait; more means that this device cannot follow.
const MaxWaiting = 240;

export class MediaBuffer {
  #waiting = [];
  #isBroken = false;

  /** onBreak(reason): nothing more can be played from this connection. */
  constructor(video, onBreak) {
    this.video = video;
    this.onBreak = onBreak;
  }

  /** A configuration {mime} or a fragment, in the order of arrival. */
  add(entry) {
    this.#waiting.push(entry);
    if (this.#waiting.length > MaxWaiting) this.#break('this device cannot decode the stream in time');
    else this.#pump();
  }

  #pump() {
    if (this.#isBroken || this.isOpening || this.buffer?.updating || this.#waiting.length === 0) return;
    try {
      if (!this.#trim()) this.#take(this.#waiting.shift());
    } catch (error) {
      this.#break(error.message);
    }
  }

  #take(entry) {
    if (entry instanceof ArrayBuffer) return this.buffer.appendBuffer(entry);
    if (!Source?.isTypeSupported(entry.mime)) return this.#break(`this browser cannot play ${entry.mime}`);
    if (!this.buffer) return this.#open(entry.mime);
    this.buffer.changeType(entry.mime);
    this.#pump();
  }

  // The old picture stays on the screen until here.
  #open(mime) {
    this.isOpening = true;
    const media = new Source();
    const url = URL.createObjectURL(media);
    media.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(url);
      this.buffer = media.addSourceBuffer(mime);
      this.buffer.addEventListener('updateend', () => this.#pump());
      this.isOpening = false;
      this.#pump();
    }, { once: true });
    this.video.src = url;
  }

  /** True: the buffer is busy with removing what was seen; its updateend pumps on. */
  #trim() {
    const { buffer, video } = this;
    if (!buffer || buffer.buffered.length === 0) return false;
    const end = video.currentTime - KeepBehind;
    if (end - buffer.buffered.start(0) < TrimAfter) return false;
    buffer.remove(0, end);
    return true;
  }

  #break(reason) {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#waiting = [];
    this.onBreak(this.video.error?.message || reason);
  }
}

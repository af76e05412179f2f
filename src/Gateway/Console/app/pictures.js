// Live pictures without players. Every shown tile gets the last key frame of its stream (a one-frame MP4 of some 5-50 kB) about every two seconds,
// decoded by four hidden <video> elements that go round. Cost: n tiles on the screen are n/2 small requests and n/2 decoded frames a second,
// however many rooms the wall holds; a picture that has not changed (same ETag) is not decoded again; a hidden tab costs nothing.
import { backoff, pause, visible } from './poll.js';

const Lanes = 4;
const Every = 2000;
const Deadline = 5000;
const Idle = 150;

/** next(): the source that is due most, or undefined. A source: {canvas, dueAt, failures, picture(signal) -> url, onPicture(), onFailure()}. */
export function runPictures(next, signal) {
  for (let lane = 0; lane < Lanes; lane++) runLane(next, signal);
}

async function runLane(next, signal) {
  const video = makeVideo();
  while (!signal.aborted) {
    await visible(signal);
    const source = next();
    if (source) await refresh(video, source, signal);
    else await pause(Idle, signal);
  }
}

async function refresh(video, source, signal) {
  source.dueAt = Date.now() + Every;
  try {
    await show(video, source, AbortSignal.any([signal, AbortSignal.timeout(Deadline)]));
    source.failures = 0;
  } catch (error) {
    if (signal.aborted) return;
    source.failures++;
    source.dueAt = Date.now() + Math.max(Every, backoff(source.failures));
    source.onFailure();
  }
}

async function show(video, source, signal) {
  const answer = await fetch(await source.picture(signal), { signal, cache: 'no-cache' });
  if (!answer.ok) throw new Error(`picture answered ${answer.status}`);
  const tag = answer.headers.get('ETag');
  const frame = await answer.blob();
  if (tag && tag === source.tag) return;
  await decode(video, frame, signal);
  draw(video, source.canvas);
  source.tag = tag;
  source.onPicture();
}

async function decode(video, frame, signal) {
  const url = URL.createObjectURL(frame);
  try {
    await new Promise((resolve, reject) => {
      const once = { once: true, signal };
      whenPainted(video, resolve, once);
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'undecodable picture')), once);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      video.src = url;
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

// 'loadeddata' may come before the frame can be drawn; older browsers have nothing better.
function whenPainted(video, resolve, once) {
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
  else video.addEventListener('loadeddata', resolve, once);
}

// The whole picture, centred; the tile's dark ground fills the rest of an upright one.
function draw(video, canvas) {
  const context = canvas.getContext('2d');
  const scale = Math.min(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(video, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}

// autoplay: iOS decodes nothing of a video that is not to be played.
function makeVideo() {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, autoplay: true, preload: 'auto' });
  return video;
}

// The thin line below the bar: said once for the whole page, gone when the server answers again.
import { setText } from './dom.js';

const strip = document.getElementById('strip');

export function lost(retryInMilliseconds) {
  setText(strip, `The server does not answer. Trying again in ${Math.max(1, Math.round(retryInMilliseconds / 1000))} s.`);
  strip.className = 'strip bad';
  strip.hidden = false;
}

export function reached() {
  if (strip.classList.contains('bad')) strip.hidden = true;
}

let timer = 0;

/** A short confirmation or refusal of what the reader just did. */
export function say(text, kind = 'good') {
  clearTimeout(timer);
  setText(strip, text);
  strip.className = `strip ${kind === 'good' ? 'good' : 'warn'}`;
  strip.hidden = false;
  timer = setTimeout(() => { if (!strip.classList.contains('bad')) strip.hidden = true; }, 6000);
}

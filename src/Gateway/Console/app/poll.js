// Repeated work that respects the reader: never in a hidden tab, slower and slower while it fails.
import { ApiError } from './http.js';
import { lost, reached } from './strip.js';

const LongestPause = 30_000;

/**
 * Runs work(signal) every so many milliseconds (a number, or a function for one) until the signal aborts. A failure that may pass is tried again
 * with backoff; a refusal (4xx) goes to onRefusal and ends the polling.
 */
export async function poll(work, { every, signal, onRefusal = () => {} }) {
  let failures = 0;
  while (!signal.aborted) {
    await visible(signal);
    if (signal.aborted) return;
    try {
      await work(signal);
      failures = 0;
      reached();
    } catch (error) {
      if (signal.aborted) return;
      if (isRefusal(error)) return onRefusal(error);
      if (!isPassing(error)) throw error;
      failures++;
    }
    const delay = failures > 0 ? backoff(failures) : typeof every === 'function' ? every() : every;
    if (failures > 0) lost(delay);
    await pause(delay, signal);
  }
}

/** 1, 2, 4 ... 30 s, spread by a fifth so that many tabs don't return at once. */
export const backoff = failures => Math.min(LongestPause, 500 * 2 ** failures) * (0.9 + Math.random() * 0.2);

export function pause(milliseconds, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();

    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish); // the signal outlives thousands of pauses
      resolve();
    }
  });
}

export const aborted = signal => pause(2 ** 31 - 1, signal);

/** Resolves at once in a tab that is seen, else when it is shown or the signal aborts. */
export function visible(signal) {
  if (!document.hidden || signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = new AbortController();
    const finish = () => { done.abort(); resolve(); };
    document.addEventListener('visibilitychange', () => { if (!document.hidden) finish(); }, { signal: done.signal });
    signal.addEventListener('abort', finish, { signal: done.signal });
  });
}

const isRefusal = error => error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

// No answer, a time-out, "slow down" and a server's fault pass.
const isPassing = error => error instanceof ApiError || error.name === 'TimeoutError';

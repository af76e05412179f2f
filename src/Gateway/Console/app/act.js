// Something the reader asked for: the button is busy meanwhile, and a refusal is said in the server's words.
import { say } from './strip.js';

/** Answers true when it worked. tell(words, error): where a refusal is said, else in the strip. */
export async function act(button, work, tell = words => say(words, 'warn')) {
  if (button.getAttribute('aria-busy') === 'true') return false;
  button.setAttribute('aria-busy', 'true');
  try {
    await work();
    return true;
  } catch (error) {
    if (error.name === 'AbortError') return false;
    tell(explain(error), error);
    return false;
  } finally {
    button.removeAttribute('aria-busy');
  }
}

// What to do about a refusal; the server says what it was.
const Hints = {
  node_unavailable: 'Start a media node; the page Nodes shows those there are.',
  room_exists: 'Choose another id.',
  room_full: 'End a stream of this room first.',
  forbidden: 'Sign in as somebody who may.',
  token_invalid: 'Check the app and its secret.',
  quota_rooms: 'Close a room first, or ask the operator for a larger quota.',
  quota_requests: 'Wait a moment, then try again.',
  rate_limited: 'Wait a moment, then try again.',
  room_busy: 'Wait a moment, then try again.',
  muted: 'A moderator decides for how long.',
  slow_mode: 'Wait a moment, then try again.',
};

function explain(error) {
  if (error.name === 'TimeoutError') return 'The server did not answer in time. Try again.';
  const words = error.message.charAt(0).toUpperCase() + error.message.slice(1);
  return [words.replace(/[^.!?]$/, '$&.'), Hints[error.code]].filter(Boolean).join(' ');
}

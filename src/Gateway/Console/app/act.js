// Something the reader asked for: the button is busy meanwhile, and a refusal is said in the server's words.
import { say } from './strip.js';

/** Answers true when it worked. tell: where a refusal is said, else in the strip. */
export async function act(button, work, tell = words => say(words, 'warn')) {
  if (button.getAttribute('aria-busy') === 'true') return false;
  button.setAttribute('aria-busy', 'true');
  try {
    await work();
    return true;
  } catch (error) {
    if (error.name === 'AbortError') return false;
    tell(explain(error));
    return false;
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** What went wrong and what to do about it. */
function explain(error) {
  if (error.name === 'TimeoutError') return 'The server did not answer in time. Try again.';
  if (error.status === 429) return `${error.message} Wait a moment, then try again.`;
  return error.message;
}

// What may be done about a message and who wrote it: a click on the name in the feed opens it. The server says who may.
import { act } from './act.js';
import { api } from './api.js';
import { el } from './dom.js';
import { open } from './dialog.js';
import { say } from './strip.js';

const Minutes = 10;

/** seq: the message's number. */
export function moderate(room, user, seq) {
  const dialog = el('dialog', { 'aria-labelledby': 'moderate-title' });
  const choice = (words, work, done) => {
    const button = el('button', { type: 'button', class: 'button', on: { click: async () => {
      if (!await act(button, work)) return;
      dialog.close();
      say(done);
    } } }, words);
    return button;
  };
  dialog.append(el('div', { class: 'stack' }, el('h2', { id: 'moderate-title' }, user),
    choice('Take this message back', () => api.recall(room, seq), 'The message is taken back.'),
    choice(`Mute for ${Minutes} minutes`, () => api.mute(room, user, Minutes), `${user} is muted.`),
    choice('Let write again', () => api.unmute(room, user), `${user} may write.`),
    choice('Put out of the room', () => api.kick(room, user), `${user} is out; coming again is allowed.`),
    choice(`Ban for ${Minutes} minutes`, () => api.ban(room, user, Minutes), `${user} is banned.`),
    el('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, 'Cancel')));
  open(dialog);
}

// Asks before something that cannot be taken back, or for what an action needs.
import { el } from './dom.js';

/** fields: elements with a name. kind: danger, or primary for what harms nothing. Answers {name: value}, or null when the reader thinks better of it. */
export function confirm(title, detail, action, fields = [], kind = 'danger') {
  return new Promise(resolve => {
    const form = el('form', { method: 'dialog', class: 'stack' },
      el('h2', { id: 'dialog-title' }, title), el('p', {}, detail), fields,
      el('div', { class: 'row end' },
        el('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, 'Cancel'),
        el('button', { class: `button ${kind}`, value: 'yes' }, action)));
    const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, form);
    open(dialog, () => resolve(dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null));
  });
}

/** Until it is closed, then it is gone. */
export function open(dialog, onClose = () => {}) {
  dialog.addEventListener('close', () => {
    onClose();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function field(label, input) {
  return el('label', { class: 'field' }, el('span', {}, label), input);
}

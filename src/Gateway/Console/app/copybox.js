// A value to take elsewhere, with its copy button.
import { el, icon } from './dom.js';
import { say } from './strip.js';

/** secret: shown as dots until asked for. */
export function copyBox(label, value, { secret = false, code = false } = {}) {
  const shown = code
    ? el('pre', { class: 'copy-value', tabindex: '0', 'aria-label': label }, el('code', {}, value))
    : el('input', { class: 'copy-value', readonly: true, type: secret ? 'password' : 'text', value, 'aria-label': label, on: { focus: event => event.target.select() } });
  const copy = el('button', { type: 'button', class: 'round', 'aria-label': `Copy: ${label}`, title: 'Copy', on: { click: () => copyValue(copy, label, value) } }, icon('copy'));
  const reveal = secret ? revealButton(shown, label) : null;
  return el('div', { class: 'copy', 'data-copy': label }, el('span', { class: 'copy-label' }, label), el('div', { class: 'copy-row' }, shown, reveal, copy));
}

function revealButton(input, label) {
  const toggle = () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    button.setAttribute('aria-pressed', input.type === 'text');
  };
  const button = el('button', { type: 'button', class: 'round', 'aria-label': `Show: ${label}`, title: 'Show', 'aria-pressed': 'false', on: { click: toggle } }, icon('eye'));
  return button;
}

async function copyValue(button, label, value) {
  if (!await write(value)) return say('Copying is not allowed here: select the text and copy it by hand.', 'warn');
  button.replaceChildren(icon('check'));
  setTimeout(() => button.replaceChildren(icon('copy')), 1600);
  say(`${label} is copied.`);
}

// The clipboard API needs a secure context; a console on a LAN address is none, and gets the old way.
async function write(value) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch (error) {
      if (error.name !== 'NotAllowedError') throw error;
    }
  }
  const area = el('textarea', { class: 'hidden', readonly: true });
  area.value = value;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

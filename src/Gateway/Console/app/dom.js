// Builds elements. Text goes in as text and attributes as attributes, so nothing that a stranger wrote can become markup.

const SvgNamespace = 'http://www.w3.org/2000/svg';

/** el('a', {class: 'tile', href: '#/', on: {click}}, 'text', child, [more]) */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'on') for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  else element.setAttribute(name, value === true ? '' : value);
}

/** A picture of icons.svg; it says nothing to a screen reader, its owner does. */
export function icon(name) {
  const svg = document.createElementNS(SvgNamespace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SvgNamespace, 'use');
  use.setAttribute('href', `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Writes only what changed: an untouched text node costs no layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** An empty or failed place that says what to do next. */
export function note(title, detail, ...actions) {
  return el('div', { class: 'empty' }, el('h2', {}, title), el('p', {}, detail), actions.length ? el('div', { class: 'row' }, actions) : null);
}

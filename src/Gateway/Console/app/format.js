// Figures as people read them.

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en');

/** 1234 -> 1,234; 12345 -> 12.3K */
export const count = value => (value < 10000 ? whole : compact).format(value);

/** 818000 -> 818 kb/s; 2100000 -> 2.1 Mb/s */
export function bits(value) {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} Gb/s`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} Mb/s`;
  return `${Math.round(value / 1e3)} kb/s`;
}

/** 818000 -> 818 kB; 2100000 -> 2.1 MB: as bills count, in thousands. */
export function bytes(value) {
  const units = [[1e12, 'TB'], [1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB']];
  const [size, unit] = units.find(([size]) => value >= size) ?? [1, 'B'];
  return `${size === 1 ? value : (value / size).toFixed(1)} ${unit}`;
}

export const minutes = value => (value < 100 ? value.toFixed(1) : count(Math.round(value)));

export const frames = value => `${value.toFixed(value < 10 ? 1 : 0)} fps`;

export const clock = iso => time.format(new Date(iso));

/** How long ago, in the largest unit that fits. */
export function since(iso, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** Sum of a {protocol: viewers} record. */
export const total = viewers => Object.values(viewers ?? {}).reduce((sum, n) => sum + n, 0);

// Line charts on a canvas: one series, one colour (the CSS variable --series of the canvas), the newest value at the right.

const Padding = 2;

/** Values that fill the width, so that a young chart grows from the right: two minutes at one every two seconds. */
export const Capacity = 60;

/** values: numbers, oldest first; top: of the scale. */
export function drawChart(canvas, values, top = niceCeiling(Math.max(0, ...values))) {
  const box = canvas.getBoundingClientRect();
  if (box.width === 0) return;
  const context = fit(canvas, box);
  context.clearRect(0, 0, box.width, box.height);
  if (values.length < 2) return;
  const x = index => box.width - Padding - (values.length - 1 - index) * (box.width - 2 * Padding) / (Capacity - 1);
  const y = value => box.height - Padding - (value / top) * (box.height - 2 * Padding);
  const line = new Path2D();
  values.forEach((value, index) => line.lineTo(x(index), y(value)));
  paint(context, line, x(0), box, getComputedStyle(canvas).getPropertyValue('--series'));
}

/** 818000 -> 1000000: the scale must not jump with every sample. */
export function niceCeiling(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 5, 7.5, 10].find(step => step * power >= value) * power;
}

function paint(context, line, left, box, colour) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.stroke(line);
  const area = new Path2D(line);
  area.lineTo(box.width - Padding, box.height);
  area.lineTo(left, box.height);
  context.globalAlpha = 0.14;
  context.fill(area);
  context.globalAlpha = 1;
}

// The bitmap follows the box in device pixels; setting the size also resets the transform.
function fit(canvas, box) {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
  const context = canvas.getContext('2d');
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

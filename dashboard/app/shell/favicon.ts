import { effect } from '@preact/signals';
import { counts, isHeard } from '../fleet/fleet.ts';
import { type TabWords, tabWords } from './tab-words.ts';

const SIZE = 64;
const COLOURS = { down: '#c62b3a', late: '#d9a441', up: '#1c8a62', unheard: '#6b7280' };

/** The same shapes as everywhere: told apart without colour. */
function draw({ shape, down }: TabWords): string {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  // Read back from a graphics processor it would hold the first rows up.
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return 'data:,';
  pen.fillStyle = COLOURS[shape];
  pen.strokeStyle = COLOURS[shape];
  pen.lineWidth = 7;
  switch (shape) {
    case 'down':
      triangle(pen);
      write(pen, down > 99 ? '99' : String(down), down > 9 ? 30 : 38, 56);
      break;
    case 'late':
      ring(pen);
      line(pen, [32, 16], [32, 33], [42, 41]);
      break;
    case 'up':
      disc(pen);
      pen.strokeStyle = '#fff';
      line(pen, [18, 33], [28, 43], [46, 23]);
      break;
    case 'unheard':
      ring(pen);
      write(pen, '?', 42, 47, COLOURS.unheard);
  }
  return canvas.toDataURL('image/png');
}

function triangle(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.moveTo(32, 0);
  pen.lineTo(64, 62);
  pen.lineTo(0, 62);
  pen.fill();
}

function disc(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(32, 32, 30, 0, 2 * Math.PI);
  pen.fill();
}

function ring(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(32, 32, 27, 0, 2 * Math.PI);
  pen.stroke();
}

type Point = readonly [x: number, y: number];

function line(pen: CanvasRenderingContext2D, first: Point, ...others: readonly Point[]): void {
  pen.beginPath();
  pen.moveTo(...first);
  for (const point of others) pen.lineTo(...point);
  pen.stroke();
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  size: number,
  baseline: number,
  colour = '#fff',
): void {
  pen.fillStyle = colour;
  pen.font = `bold ${size}px sans-serif`;
  pen.textAlign = 'center';
  pen.fillText(text, 32, baseline);
}

/** Title and favicon tell how many are down, or that nobody knows: the tab is seen when the page is not. */
export function keepTabTelling(): void {
  let drawn = '';
  effect(() => {
    const known = counts.value;
    if (!known && isHeard.value) return;
    const words = tabWords(known, isHeard.value);
    document.title = words.title;
    const name = `${words.shape} ${words.down}`;
    if (name === drawn) return;
    drawn = name;
    document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.setAttribute('href', draw(words));
  });
}

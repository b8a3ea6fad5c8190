import { effect } from '@preact/signals';
import { counts } from '../fleet/fleet.ts';

const SIZE = 64;
const COLOURS = { down: '#c62b3a', late: '#d9a441', up: '#1c8a62' };

function draw(down: number, isLate: boolean): string {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  // Read back from a graphics processor it would hold the first rows up.
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return 'data:,';
  pen.fillStyle = down > 0 ? COLOURS.down : isLate ? COLOURS.late : COLOURS.up;
  pen.beginPath();
  // A triangle for trouble, a circle for none: told apart without colour.
  if (down > 0) {
    pen.moveTo(32, 0);
    pen.lineTo(64, 62);
    pen.lineTo(0, 62);
  } else pen.arc(32, 32, 30, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#fff';
  pen.strokeStyle = '#fff';
  if (down > 0) {
    pen.font = `bold ${down > 9 ? 30 : 38}px sans-serif`;
    pen.textAlign = 'center';
    pen.fillText(down > 99 ? '99' : String(down), 32, 56);
  } else {
    pen.lineWidth = 7;
    pen.beginPath();
    pen.moveTo(18, 33);
    pen.lineTo(28, 43);
    pen.lineTo(46, 23);
    pen.stroke();
  }
  return canvas.toDataURL('image/png');
}

/** Title and favicon tell how many are down: the tab is seen when the page is not. */
export function keepTabTelling(): void {
  let drawn = '';
  effect(() => {
    const known = counts.value;
    if (!known) return;
    const { down, late } = known;
    document.title = down > 0 ? `(${down} down) Heartbeat Central` : 'Heartbeat Central';
    const name = `${down} ${late > 0}`;
    if (name === drawn) return;
    drawn = name;
    document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.setAttribute('href', draw(down, late > 0));
  });
}

import type { ShownStatus } from '../../../core/monitor/status.ts';

interface Look {
  /** White letters on it can be read (4.5:1 and more). */
  readonly color: string;
  /** A shape of 12 by 12 units in the colour of the text around it, as SVG. */
  readonly shape: string;
}

const filled = (d: string): string => `<path d="${d}" fill="currentColor"/>`;
const drawn = (d: string): string =>
  `<path d="${d}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`;

const OFF = '#5a6575';

/** A color and a shape for each state: the same shapes as on every page. */
export const LOOKS: Readonly<Record<ShownStatus, Look>> = {
  up: { color: '#197a57', shape: drawn('M2 6.5l3 3l5-7') },
  late: { color: '#8a5f00', shape: drawn('M6 1a5 5 0 1 0 .01 0M6 3.2v2.8l2 1.4') },
  degraded: { color: '#8a3fa6', shape: filled('M6 .5l5.5 5.5l-5.5 5.5l-5.5-5.5z') },
  down: { color: '#c62b3a', shape: filled('M6 .8l5.6 10.2h-11.2z') },
  running: { color: '#1f6fb5', shape: drawn('M6 1a5 5 0 1 1-5 5') },
  paused: { color: OFF, shape: filled('M2.5 1h2.5v10h-2.5zM7 1h2.5v10h-2.5z') },
  unknown: {
    color: OFF,
    shape:
      '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2.4"/>',
  },
  closed: { color: OFF, shape: '' },
};

import type { ComponentChildren } from 'preact';
import type { Shown } from '../api/shapes.ts';
import { WORD } from './status-words.ts';

/** A shape for each status, told apart without colour. In a box of 16 by 16. */
const SHAPES: Readonly<Record<Shown, ComponentChildren>> = {
  down: (
    <>
      <path class="filled" d="M8 1.5 15.2 14.5H.8Z" />
      <path class="cut" d="M8 6v4M8 12v.6" />
    </>
  ),
  late: (
    <>
      <circle class="drawn" cx="8" cy="8" r="6" />
      <path class="drawn" d="M8 4.6V8l2.4 1.6" />
    </>
  ),
  degraded: <path class="filled" d="M8 1 15 8 8 15 1 8Z" />,
  running: (
    <>
      <circle class="drawn faint" cx="8" cy="8" r="6" />
      <path class="drawn" d="M8 2a6 6 0 0 1 6 6" />
    </>
  ),
  up: (
    <>
      <circle class="filled" cx="8" cy="8" r="7" />
      <path class="cut" d="m5 8.2 2.1 2.1L11 6.2" />
    </>
  ),
  paused: <path class="filled" d="M4 3h2.6v10H4zM9.4 3H12v10H9.4z" />,
  unknown: <circle class="drawn dashed" cx="8" cy="8" r="6" />,
};

/** The status as a shape. With `alone`, nothing beside it says the word, so the shape does. */
export const StatusShape = ({ status, alone }: { readonly status: Shown; readonly alone?: boolean }) => (
  <svg
    class={`shape ${status}`}
    viewBox="0 0 16 16"
    {...(alone ? { role: 'img', 'aria-label': WORD[status] } : { 'aria-hidden': true })}
  >
    {SHAPES[status]}
  </svg>
);

import { describe, expect, it } from '@jest/globals';
import { keptMessage } from '../../core/monitor/kept-message.ts';
import type { Beat } from '../../dashboard/app/api/shapes.ts';
import type { History } from '../../dashboard/app/detail/history.ts';
import { saidLast } from '../../dashboard/app/detail/said-last.ts';

const at = (minute: number): string => `2026-03-02T12:0${minute}:00.000Z`;
const beat = (minute: number, message: string | null): Beat => ({
  timestamp: at(minute),
  type: 'failed',
  message,
  metadata: null,
  runId: null,
  durationSeconds: null,
});
const historyOf = (...beats: readonly Beat[]): History => {
  const none = { entries: [], next: null };
  return { beats: { entries: beats, next: null }, transitions: none, runs: none };
};

describe('what a monitor said last', () => {
  const trace = `Error: no tax rate\n${'    at step (run.ts:1)\n'.repeat(60)}`;
  const kept = keptMessage(trace)!;

  it('is whole as its history has it, with its time', () => {
    const history = historyOf(beat(5, null), beat(4, trace), beat(3, 'something else'));
    expect(saidLast(kept, history)).toEqual({ words: trace, at: Date.parse(at(4)) });
  });

  it('ends with an ellipsis where its history does not reach as far back', () => {
    const cut = { words: `${kept}…`, at: undefined };
    expect(saidLast(kept, undefined)).toEqual(cut);
    expect(saidLast(kept, historyOf(beat(5, 'something else')))).toEqual(cut);
  });

  it('is taken for no longer message that begins alike', () => {
    const history = historyOf(beat(5, 'disk full, and more'), beat(4, 'disk full'));
    expect(saidLast('disk full', history)).toEqual({ words: 'disk full', at: Date.parse(at(4)) });
    expect(saidLast('disk full', undefined)).toEqual({ words: 'disk full', at: undefined });
  });

  it('is found where the cut went through a character', () => {
    const split = `${'x'.repeat(255)}😀 and more`;
    expect(saidLast(keptMessage(split)!, historyOf(beat(4, split))).words).toBe(split);
  });
});

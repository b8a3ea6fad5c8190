import cronstrue from 'cronstrue';

/** A cron expression in a sentence; itself where there are no words for it. */
export function cronWords(expression: string): string {
  try {
    return cronstrue.toString(expression, { use24HourTimeFormat: true, verbose: true });
  } catch {
    return expression;
  }
}

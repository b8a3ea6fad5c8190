import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A block of code in a page of docs/recipes. */
export interface Block {
  /** Its heading, and its number under it: `cron 1`. */
  readonly name: string;
  readonly language: string;
  readonly text: string;
  /** All the words under its heading. */
  readonly section: string;
}

export const repositoryFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const textOf = (path: string): string => readFileSync(repositoryFile(path), 'utf8');

/** Every block of a page, in order. */
export function blocksOf(page: string): Block[] {
  return textOf(page)
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const heading = section.slice(0, section.indexOf('\n'));
      return [...section.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text], i) => ({
        name: `${heading} ${i + 1}`,
        language: language!,
        text: text!,
        section,
      }));
    });
}

/** How a block is tried. */
export interface Trial {
  readonly run: (text: string) => Promise<void> | void;
  /** What its page must say that was not: `*Not tried on a cluster*`; undefined: all of it was. */
  readonly notTried?: string;
}

/** A sentence of what is wrong where a page and its trials do not fit; undefined where they do. */
export function unfit(blocks: readonly Block[], trials: Readonly<Record<string, Trial>>): string[] {
  const names = new Set(blocks.map(({ name }) => name));
  return [
    ...blocks.flatMap(({ name }) => (trials[name] ? [] : [`${name} is neither tried nor marked`])),
    ...Object.keys(trials).flatMap((name) => (names.has(name) ? [] : [`${name} is no block any more`])),
    ...blocks.flatMap(({ name, section }) => {
      const mark = trials[name]?.notTried;
      return mark === undefined || section.replaceAll('\n', ' ').includes(`*${mark}`)
        ? []
        : [`The section of ${name} does not say: *${mark}`];
    }),
    ...blocks.flatMap(({ name, section }) => {
      const isMarked = blocks.some((other) => other.section === section && trials[other.name]?.notTried);
      return isMarked || !/\*not tried/i.test(section) ? [] : [`${name} says not tried, and was`];
    }),
  ];
}

/** Runs every block in its order: what comes first makes what comes later possible. @throws Error that names the block */
export async function tryAll(
  blocks: readonly Block[],
  trials: Readonly<Record<string, Trial>>,
): Promise<void> {
  for (const { name, text } of blocks) {
    try {
      await trials[name]?.run(text);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}

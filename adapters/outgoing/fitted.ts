import { abridged } from '../../contracts/events/readable-text.ts';

const lengthOf = (text: string): number => text.length;

/**
 * What `write` makes of a text, within `limit` as `sizeOf` measures it: the text is cut before it is written, so
 * that nothing `write` puts in is torn apart.
 */
export function fitted(
  text: string,
  limit: number,
  write: (text: string) => string,
  sizeOf: (written: string) => number = lengthOf,
): string {
  let cut = text;
  for (;;) {
    const written = write(cut);
    const size = sizeOf(written);
    if (size <= limit || cut === '') return written;
    const length = Math.floor((cut.length * limit) / size) - 1;
    cut = length < 1 ? '' : abridged(cut, length);
  }
}

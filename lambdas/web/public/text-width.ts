/** Widths of signs in Verdana at 11 px, which is wider than most: what stands in its place is stretched to them. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\p{M}\p{Cf}]/u, 0],
  [/[ijlI.,:;'|!()[\]{}/\\ ftr-]/, 4.6],
  [/[mwMW@%]/, 10.6],
  [/[\p{Lu}&#+=<>~]/u, 8.2],
  // Scripts whose signs fill a square, and pictures.
  [/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]|[\u{1f000}-\u{3ffff}]/u, 12],
];
const USUAL = 7;

/** How wide a text is, in whole px. */
export const textWidth = (text: string): number =>
  Math.ceil([...text].reduce((sum, sign) => sum + widthOf(sign), 0));

const widthOf = (sign: string): number => WIDTHS.find(([signs]) => signs.test(sign))?.[1] ?? USUAL;

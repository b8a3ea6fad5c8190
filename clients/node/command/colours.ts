const CODES = { red: 31, green: 32, yellow: 33, blue: 34, grey: 90, bold: 1 } as const;
export type Colour = keyof typeof CODES;

/** Colours only for people: on a terminal, and where NO_COLOR does not forbid them. */
export const coloured = (text: string, colour: Colour): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;

/** Without what would move the cursor or colour a terminal: names and messages come from others. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

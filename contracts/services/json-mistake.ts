const SPACE = /[ \t\n\r]*/y;
/** From the space on, but quotes and backslashes. */
const TEXT = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Thrown where the text stops being JSON. */
const STOP = Symbol('stop');

/** Reads JSON for the sake of its form alone. */
class FormReader {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** One value and nothing after it. */
  all(): void {
    this.value();
    if (this.next() !== undefined) throw STOP;
  }

  private value(): void {
    const next = this.next();
    if (next === '{') this.members('}', () => this.member());
    else if (next === '[') this.members(']', () => this.value());
    else this.skip(next === '"' ? TEXT : PLAIN);
  }

  private members(end: string, member: () => void): void {
    this.at += 1;
    if (this.took(end)) return;
    do member();
    while (this.took(','));
    if (!this.took(end)) throw STOP;
  }

  private member(): void {
    this.next();
    this.skip(TEXT);
    if (!this.took(':')) throw STOP;
    this.value();
  }

  private next(): string | undefined {
    this.skip(SPACE);
    return this.text[this.at];
  }

  private took(character: string): boolean {
    if (this.next() !== character) return false;
    this.at += 1;
    return true;
  }

  private skip(expression: RegExp): void {
    expression.lastIndex = this.at;
    if (!expression.test(this.text)) throw STOP;
    this.at = expression.lastIndex;
  }
}

/**
 * Where a text goes wrong that is not JSON, in words; undefined where it is JSON. The engine's own words quote the
 * text, and with it perhaps a key.
 */
export function jsonMistake(text: string): string | undefined {
  const reader = new FormReader(text);
  try {
    reader.all();
    return undefined;
  } catch (error) {
    if (error !== STOP) return 'it nests too deeply';
  }
  if (reader.at >= text.length) return 'it ends too early';
  const lines = text.slice(0, reader.at).split('\n');
  return `see line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The values of a key in a unit of systemd, in order. */
export const valuesOf = (unit: string, key: string): string[] =>
  [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value!);

/** A word that is quoted as a whole, or not at all: systemd promises nothing of quotes within a word. */
const WORD = /\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|((?:\\.|[^\s'"\\])+))(?=\s|$)/y;

/**
 * The words of a command line as systemd would run it: quotes, escapes, `$$` and specifiers undone.
 * @throws where quotes do not fit, or it holds a variable of systemd's own or a specifier that is not given
 */
export function commandOf(value: string, specifiers: Readonly<Record<string, string>> = {}): string[] {
  const line = value.replace(/^[-@:+!]+/, '').trimEnd();
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < line.length) {
    const at = WORD.lastIndex;
    const found = WORD.exec(line);
    if (!found) throw new Error(`systemd would not understand ${line.slice(at)}`);
    words.push(undone(found[1] ?? found[2] ?? found[3]!, specifiers));
  }
  return words;
}

const undone = (word: string, specifiers: Readonly<Record<string, string>>): string =>
  word
    .replace(/\\(.)/g, '$1')
    .replace(/%(.)/g, (_, letter) => {
      const given = letter === '%' ? '%' : specifiers[letter];
      if (given === undefined) throw new Error(`Nobody says what %${letter} is`);
      return given;
    })
    .replace(/\$(.?)/g, (found, next) => {
      if (next !== '$') throw new Error(`systemd itself would put something in place of ${found}`);
      return '$';
    });

const isThere = spawnSync('systemd-analyze', ['--version']).status === 0;

/**
 * What systemd says against these units; undefined where there is none on this machine. Programs that it does not
 * find are no fault of a unit.
 */
export function problemsOf(units: Readonly<Record<string, string>>): string[] | undefined {
  if (!isThere) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'units-'));
  try {
    const files = Object.entries(units).map(([name, text]) => {
      // Of a template, the one for a unit of this name.
      const file = join(folder, name.replace('@.', '@shop-web.service.'));
      writeFileSync(file, text);
      return file;
    });
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
    return stderr.split('\n').filter((line) => line.trim() && !/is not executable/.test(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { chmodSync, lstatSync, type Stats, statSync } from 'node:fs';

const OTHERS_MAY_WRITE = 0o022;
const STICKY = 0o1000;
const SUPERUSER = 0;

/** Outputs of jobs are nobody else's business, and what is here is sent with a key. @throws where it is another's */
export function refuseForeign(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory() || !isOurs(found)) throw new Error(`${folder} belongs to somebody else`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** In a root of others nobody may replace our folder. @throws where somebody could */
export function refuseForeignRoot(root: string): void {
  if (process.platform === 'win32') return;
  const found = statSync(root);
  const isOpen = (found.mode & OTHERS_MAY_WRITE) !== 0;
  if (isOurs(found)) {
    if (isOpen) chmodSync(root, found.mode & 0o7777 & ~OTHERS_MAY_WRITE);
    return;
  }
  if (found.uid !== SUPERUSER) throw new Error(`${root} belongs to somebody else`);
  if (isOpen && (found.mode & STICKY) === 0) throw new Error(`${root} can be written by everybody`);
}

function isOurs({ uid }: Stats): boolean {
  const own = process.getuid?.();
  return own === undefined || uid === own;
}

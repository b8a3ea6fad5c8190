import { read } from './request.ts';

/** All pages of a list that says where the next one begins. @throws RequestError */
export async function readAll<Name extends string, T>(path: string, name: Name): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const from = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: { readonly [Part in Name]: readonly T[] } & { readonly cursor: string | null } = await read(
      `${path}?limit=1000${from}`,
    );
    all.push(...page[name]);
    cursor = page.cursor;
  }
  return all;
}

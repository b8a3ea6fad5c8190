import { misfit } from '../../../contracts/http/http-error.ts';
import { KINDS, type MonitorRef } from '../../../core/monitor/ref.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** Reads at a time. */
const AT_ONCE = 50;

/** The monitors that `<kind>/<id>`, or an id alone, may mean. */
function meantBy(subject: string): MonitorRef[] {
  const cut = subject.indexOf('/');
  const id = subject.slice(cut + 1);
  return KINDS.filter((kind) => cut === -1 || kind === subject.slice(0, cut)).map((kind) => ({ kind, id }));
}

/**
 * A filter with a mistyped id would never be heard of again. What `known` has was looked at when it came.
 * @throws HttpError 400 where an id is that of no monitor
 */
export async function refuseUnknownIds(
  { store }: Pick<Runtime, 'store'>,
  ids: readonly string[],
  known: readonly string[] = [],
): Promise<void> {
  const issues: { path: string; message: string }[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const some = ids.slice(first, first + AT_ONCE);
    const found = await Promise.all(some.map((id) => known.includes(id) || isThere(store, id)));
    found.forEach((there, i) => {
      if (!there) issues.push({ path: `wants.ids[${first + i}]`, message: 'is the id of no monitor' });
    });
  }
  if (issues.length > 0) throw misfit(issues);
}

async function isThere(store: Runtime['store'], subject: string): Promise<boolean> {
  const monitors = await Promise.all(meantBy(subject).map((ref) => store.read(ref)));
  return monitors.some((monitor) => monitor !== undefined && monitor.status !== 'closed');
}

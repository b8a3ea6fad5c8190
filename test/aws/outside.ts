import { createOutgoing, type Outgoing } from '../../adapters/outgoing/outgoing.ts';

/**
 * The way out as functions have it, but that some hosts of the world stand in this process. What may be posted to is
 * judged as ever; `receivers`: the origin behind each of them.
 */
export function outsideWith(receivers: ReadonlyMap<string, string>): Outgoing {
  const guarded = createOutgoing({ allowPrivateTargets: false });
  const local = createOutgoing({ allowPrivateTargets: true });
  return {
    ...guarded,
    async post(url, content) {
      guarded.assertTarget(url);
      const { host, pathname, search } = new URL(url);
      const origin = receivers.get(host);
      return origin ? local.post(`${origin}${pathname}${search}`, content) : guarded.post(url, content);
    },
  };
}

import { useEffect, useState } from 'preact/hooks';
import { read } from '../api/request.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { rows } from '../fleet/fleet.ts';
import { publicUrl } from '../public-url.ts';
import { Copyable } from '../shell/copyable.tsx';

/** Undefined until it is known. */
function useNeedsKey(id: string | undefined): boolean | undefined {
  const [needsKey, set] = useState<boolean>();
  useEffect(() => {
    if (id === undefined) return;
    read<MonitorAnswer>(`api/monitors/service/${encodeURIComponent(id)}`)
      .then(({ requiresKey }) => set(requiresKey))
      // What is not known may be so: a line with a key works where none is needed, if the key is a good one.
      .catch(() => set(true));
  }, [id]);
  return needsKey;
}

const KEY_HEADER = '-H "Authorization: Bearer $HEARTBEAT_KEY"';

/** Until something was heard: the next step as a line to copy. It goes away by itself when the first heartbeat is there. */
export function FirstSteps() {
  const all = rows.value;
  const service = all?.find(({ kind }) => kind === 'service');
  const needsKey = useNeedsKey(service?.id);
  if (!all || all.some(({ lastHeartbeat }) => lastHeartbeat !== undefined)) return null;
  const id = service?.id ?? 'my-service';
  return (
    <section class="first-steps">
      {!service && (
        <>
          <h2>1. Add a service</h2>
          <p>
            Here after a login with the admin key, in the file services.json, or with the line below.{' '}
            <code>ADMIN_API_KEY</code> is the key that you set; if you set none, <code>npm start</code> made
            one and says in which file it is (<code>data/admin-key</code>):{' '}
            <code>ADMIN_API_KEY=$(cat data/admin-key)</code>
          </p>
          <Copyable
            label="Add a service"
            text={`curl -X POST ${publicUrl}/api/services \\\n  -H "Authorization: Bearer $ADMIN_API_KEY" \\\n  -d '{"serviceId": "${id}", "requireKey": false}'`}
          />
        </>
      )}
      <h2>{service ? '' : '2. '}Send the first heartbeat</h2>
      <Copyable
        label="Send the first heartbeat"
        text={`curl -X POST ${publicUrl}/api/heartbeat ${needsKey ? `${KEY_HEADER} ` : ''}-d '{"serviceId": "${id}"}'`}
      />
      {needsKey && (
        <p>
          <code>HEARTBEAT_KEY</code> is the key that was shown when the service was added.
        </p>
      )}
      <p class="soft waiting">
        <span class="pulse" aria-hidden="true" /> Listening. This page turns live when it arrives.
      </p>
    </section>
  );
}

import { rows } from '../fleet/fleet.ts';
import { publicUrl } from '../public-url.ts';
import { Copyable } from '../shell/copyable.tsx';

/** Until something was heard: the next step as a line to copy. It goes away by itself when the first heartbeat is there. */
export function FirstSteps() {
  const all = rows.value;
  if (!all || all.some(({ lastHeartbeat }) => lastHeartbeat !== undefined)) return null;
  const service = all.find(({ kind }) => kind === 'service');
  const id = service?.id ?? 'my-service';
  return (
    <section class="first-steps">
      {!service && (
        <>
          <h2>1. Add a service</h2>
          <p>Here after a login with the admin key, in the file services.json, or with this line:</p>
          <Copyable
            label="Add a service"
            text={`curl -X POST ${publicUrl}/api/services \\\n  -H "Authorization: Bearer $ADMIN_API_KEY" \\\n  -d '{"serviceId": "${id}", "requireKey": false}'`}
          />
        </>
      )}
      <h2>{service ? '' : '2. '}Send the first heartbeat</h2>
      <Copyable
        label="Send the first heartbeat"
        text={`curl -X POST ${publicUrl}/api/heartbeat -d '{"serviceId": "${id}"}'`}
      />
      <p class="soft waiting">
        <span class="pulse" aria-hidden="true" /> Listening. This page turns live when it arrives.
      </p>
    </section>
  );
}

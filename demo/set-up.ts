import type { AlertReceiver } from './alert-receiver.ts';
import { type Api, apiAt } from './api.ts';
import { type Clients, enrol, type Part } from './enrol/enrol.ts';
import { randomOf } from './random.ts';
import type { Scenario } from './scenario-shape.ts';

interface Place {
  readonly url: string;
  readonly adminKey: string;
}

async function addChannels(admin: Api, { channels }: Scenario, receiver: AlertReceiver): Promise<void> {
  for (const channel of channels) {
    const { id, name, wants } = channel;
    const config = { url: receiver.urlOf(channel) };
    await admin('POST', '/api/channels', { id, name, type: 'webhook', config, wants });
  }
}

/** The admin as a client, and the fleet with a writer's key of its own. */
async function clientsOf({ url, adminKey }: Place, signal: AbortSignal): Promise<Clients> {
  const admin = apiAt(url, adminKey, signal);
  const { key } = await admin<{ key: string }>('POST', '/api/v1/keys', { name: 'Fleet', role: 'writer' });
  return { admin, fleet: apiAt(url, key, signal) };
}

/** Registers channels and fleet. @returns the admin's client and what each member plays */
export async function setUp(
  place: Place,
  scenario: Scenario,
  receiver: AlertReceiver,
  options: { readonly seed: string; readonly signal: AbortSignal },
): Promise<{ admin: Api; parts: Part[] }> {
  const clients = await clientsOf(place, options.signal);
  await addChannels(clients.admin, scenario, receiver);
  const parts: Part[] = [];
  for (const member of scenario.members) {
    parts.push(await enrol(clients, member, randomOf(options.seed, member.id)));
  }
  return { admin: clients.admin, parts };
}

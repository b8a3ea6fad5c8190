import type { RunningServer } from './server.ts';

function keyLine(server: RunningServer, toTerminal: boolean): string {
  const { value, file } = server.adminKey;
  if (!file) return 'Admin key        the one in ADMIN_API_KEY';
  return toTerminal
    ? `Admin key        ${value}   (kept in ${file})`
    : `Admin key        in the file ${file}`;
}

function servicesLine({ services }: RunningServer): string {
  if (!services.found) return 'Services         no services file; add services with POST /api/services';
  return `Services         ${services.ids.length} from the services file`;
}

function alertsLine({ channels }: RunningServer): string {
  if (channels.length > 0) return `Alerts go to     ${channels.join(', ')}`;
  return 'Alerts go to     nobody yet: add a channel with POST /api/channels, or set ALERT_EMAIL or its like (see README.md)';
}

/** The lines that lead to a first heartbeat that is answered with 200. */
function firstHeartbeat({ url, services, adminKey }: RunningServer): string[] {
  const beat = (id: string, key: string): string =>
    `  curl -X POST ${url}/api/heartbeat${key} -d '{"serviceId": "${id}"}'`;
  const theKey = ' -H "Authorization: Bearer THE-KEY"';
  const [open] = services.open;
  if (open !== undefined) return ['Send a first heartbeat:', beat(open, '')];
  const [keyed] = services.ids;
  if (keyed !== undefined) return ["Send a first heartbeat, with the service's key:", beat(keyed, theKey)];
  const admin = adminKey.file ? `$(cat ${adminKey.file})` : '$ADMIN_API_KEY';
  return [
    'Add a service; the answer shows its key:',
    `  curl -X POST ${url}/api/services -H "X-API-Key: ${admin}" -d '{"serviceId": "my-service"}'`,
    'Send a first heartbeat with that key:',
    beat('my-service', theKey),
  ];
}

/** The lines a person reads at start. The key itself is shown to a terminal only: logs are kept and copied. */
export function welcome(server: RunningServer, toTerminal: boolean): string {
  return [
    '',
    `Heartbeat Central listens on ${server.url}`,
    ...(server.publicUrl === server.url ? [] : [`Public address   ${server.publicUrl}`]),
    keyLine(server, toTerminal),
    servicesLine(server),
    alertsLine(server),
    '',
    ...firstHeartbeat(server),
    `and look at ${server.url}/`,
    '',
  ].join('\n');
}

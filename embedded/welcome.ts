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
  return 'Alerts go to     nobody yet: set ALERT_SLACK_WEBHOOK_URL, ALERT_WEBHOOK_URL or ALERT_EMAIL (see README.md)';
}

/** The lines a person reads at start. The key itself is shown to a terminal only: logs are kept and copied. */
export function welcome(server: RunningServer, toTerminal: boolean): string {
  const example = server.services.ids[0] ?? 'my-service';
  return [
    '',
    `Heartbeat Central listens on ${server.url}`,
    ...(server.publicUrl === server.url ? [] : [`Public address   ${server.publicUrl}`]),
    keyLine(server, toTerminal),
    servicesLine(server),
    alertsLine(server),
    '',
    'Send a first heartbeat:',
    `  curl -X POST ${server.url}/api/heartbeat -d '{"serviceId": "${example}"}'`,
    `and look at ${server.url}/`,
    '',
  ].join('\n');
}

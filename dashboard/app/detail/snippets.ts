import { reportsRuns } from '../../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../api/shapes.ts';

/** One way to send this monitor's heartbeat. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
  /** What of it was never tried, in a sentence; undefined: it runs as it is in a test. */
  readonly notTried?: string;
}

interface Call {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly needsKey: boolean;
  /** Of a JSON object; undefined: no body at all. */
  readonly body: Readonly<Record<string, string>> | undefined;
}

/** The call that says that it is alive; of a job, that a run began, ended well or failed. */
function callsOf({ kind, id, requiresKey, details }: MonitorAnswer, url: string) {
  const job = (status: string): Call => ({
    method: 'PUT',
    url: `${url}/api/v1/schedulers/${id}/status`,
    needsKey: true,
    body: { status },
  });
  const alive = (path: string, needsKey: boolean, body: Call['body']): Call => ({
    method: 'POST',
    url: `${url}${path}`,
    needsKey,
    body,
  });
  switch (kind) {
    case 'scheduler':
      return { begin: job('running'), good: job('completed'), bad: job('failed') };
    case 'service':
      return {
        good: alive('/api/heartbeat', requiresKey, { serviceId: id }),
        bad: alive('/api/heartbeat', requiresKey, { serviceId: id, status: 'down' }),
      };
    case 'daemon':
      return {
        good: alive('/api/daemon/heartbeat', true, { daemonId: id, status: 'healthy' }),
        bad: alive('/api/daemon/heartbeat', true, { daemonId: id, status: 'unhealthy' }),
      };
    case 'application': {
      // Its address is its key, so only admins are shown it.
      const uuid = typeof details?.uuid === 'string' ? details.uuid : 'THE-UUID';
      return { good: alive(`/heartbeat/${uuid}`, false, undefined), bad: undefined };
    }
  }
}

const KEY = 'HEARTBEAT_KEY';

/** On one line. `quiet`: what it is answered would be a mail of cron, or a line in a log. */
function curl({ method, url, needsKey, body }: Call, quiet = ''): string {
  const header = needsKey ? ` -H "Authorization: Bearer $${KEY}"` : '';
  const data = body ? ` -d '${JSON.stringify(body)}'` : '';
  return `curl -fsS -m 10 --retry 3${quiet} -X ${method} '${url}'${header}${data}`;
}

const quietly = (call: Call): string => curl(call, ' -o /dev/null');

function python({ method, url, needsKey, body }: Call): string {
  const headers = needsKey ? `\n    headers={"Authorization": f"Bearer {os.environ['${KEY}']}"},` : '';
  const data = body ? `\n    data=json.dumps(${JSON.stringify(body)}).encode(),` : '';
  const imports = [...(body ? ['json'] : []), ...(needsKey ? ['os'] : []), 'urllib.request'].join(', ');
  return `import ${imports}

request = urllib.request.Request(
    "${url}",
    method="${method}",${headers}${data}
)
urllib.request.urlopen(request, timeout=10)`;
}

function node({ method, url, needsKey, body }: Call): string {
  const headers = needsKey ? `\n  headers: { authorization: \`Bearer \${process.env.${KEY}}\` },` : '';
  const data = body ? `\n  body: JSON.stringify(${JSON.stringify(body)}),` : '';
  return `await fetch('${url}', {
  method: '${method}',${headers}${data}
  signal: AbortSignal.timeout(10_000),
});`;
}

/** A line for the shell in a unit: systemd takes `\'` for a quote, `%%` for a percent sign and `$$` for a dollar. */
const inUnit = (line: string): string =>
  `/bin/sh -c '${line.replace(/[\\']/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}'`;

const indented = (text: string, spaces: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');

const BY_A_SHELL = 'what it runs was run by a shell.';

const MINUTE_SECONDS = 60;

/** Seconds of silence until it is down; undefined where the clock of a cron expression or nobody expects it. */
const patienceOf = ({ schedule }: MonitorAnswer): number | undefined =>
  schedule.type === 'interval' ? schedule.intervalSeconds + schedule.graceSeconds : undefined;

/** Seconds between two heartbeats: one that is lost on the way leaves time for another. */
const pauseOf = (monitor: MonitorAnswer): number =>
  Math.max(1, Math.min(MINUTE_SECONDS, Math.floor((patienceOf(monitor) ?? MINUTE_SECONDS) / 2)));

/** Cron starts once a minute at most, and not to the second: who is down sooner than that is not for it. */
const isForCron = (monitor: MonitorAnswer): boolean =>
  (patienceOf(monitor) ?? Infinity) >= 1.5 * MINUTE_SECONDS;

/** What systemd starts the unit by; a cron expression is not in its words. */
const timer = (seconds: number): string => `

# heartbeat.timer, beside it
[Timer]
OnBootSec=${seconds}
OnUnitInactiveSec=${seconds}

[Install]
WantedBy=timers.target`;

/** Every line to copy, filled in with this monitor's own address. */
export function snippetsOf(monitor: MonitorAnswer, publicUrl: string): Snippet[] {
  const calls = callsOf(monitor, publicUrl);
  const { good, bad } = calls;
  const begin = 'begin' in calls ? calls.begin : undefined;
  const isJob = reportsRuns(monitor.kind);
  const { schedule } = monitor;
  const pause = pauseOf(monitor);
  const isOnCron = schedule.type === 'cron';
  const cron = isOnCron ? schedule.expression : '* * * * *';
  const zone = isOnCron ? `\n  timeZone: "${schedule.timezone}"` : '';
  /** What is told of the work's end, on one line. */
  const outcome = (worked: string): string =>
    `if ${worked}; then ${quietly(good)};${bad ? ` else ${quietly(bad)};` : ''} fi`;
  const failing = bad
    ? `if ./work.sh; then\n  ${curl(good)}\nelse\n  ${curl(bad)}\nfi`
    : `./work.sh && ${curl(good)}`;
  const onCron = `${begin ? `${quietly(begin)}; ` : ''}${outcome('/usr/local/bin/work.sh')}`;
  const inContainer = begin ? `${quietly(begin)}\n${outcome('/usr/local/bin/work.sh')}` : quietly(good);
  const image = isJob ? 'the-image-of-your-job # with curl in it' : 'curlimages/curl';
  return [
    { name: 'curl', text: begin ? ofRun(begin, good, bad) : curl(good) },
    { name: 'Shell', text: `${begin ? `${curl(begin)}\n` : ''}${failing}` },
    { name: 'Python', text: python(good) },
    { name: 'Node', text: node(good) },
    {
      name: 'cron',
      // A percent sign would end the line.
      text: `${isOnCron ? `CRON_TZ=${schedule.timezone}\n` : ''}${good.needsKey ? `${KEY}=...\n` : ''}${cron} ${onCron.replaceAll('%', '\\%')}`,
      notTried: `Not tried with cron; ${BY_A_SHELL}${isOnCron ? ' Some crons, as that of Debian, know no CRON_TZ and take the zone of the machine.' : ''}`,
    },
    {
      name: 'systemd',
      text: `[Service]
Type=oneshot
${good.needsKey ? 'EnvironmentFile=/etc/heartbeat.env\n' : ''}${
  begin ? `ExecStartPre=-${inUnit(quietly(begin))}\n` : ''
}ExecStart=/usr/local/bin/work.sh
ExecStopPost=-${inUnit(outcome('[ "$SERVICE_RESULT" = success ]'))}${isJob ? '' : timer(pause)}`,
      notTried: `Not tried with systemd; ${BY_A_SHELL}${isJob ? ' Start it by a timer at the times of its schedule.' : ''}`,
    },
    {
      name: 'Docker',
      text: `services:
  heartbeat:
    image: ${image}
    init: true
    restart: ${isJob ? '"no"' : 'unless-stopped'}
${good.needsKey ? `    environment:\n      - ${KEY}\n` : ''}    entrypoint: ["/bin/sh", "-c"]
    command:
      - |
${indented(
  // Compose would put a variable of its own in place of one dollar.
  (isJob ? inContainer : `while true; do ${quietly(good)}; sleep ${pause}; done`).replaceAll('$', '$$$$'),
  8,
)}`,
      notTried: `Not tried in a container; ${BY_A_SHELL}`,
    },
    {
      name: 'Kubernetes',
      text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: heartbeat
spec:
  schedule: "${cron}"${zone}
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: heartbeat
              image: ${image}
${
  good.needsKey
    ? `              env:
                - name: ${KEY}
                  valueFrom: { secretKeyRef: { name: heartbeat, key: key } }
`
    : ''
}              command: ["/bin/sh", "-c"]
              args:
                - |
${indented(inContainer, 18)}`,
      notTried: `Not tried on a cluster; ${BY_A_SHELL}`,
    },
  ].filter(({ name }) => isForCron(monitor) || (name !== 'cron' && name !== 'Kubernetes'));
}

/** A run by hand: how it ended is one of two lines. */
const ofRun = (begin: Call, good: Call, bad: Call | undefined): string =>
  [
    curl(begin),
    '# ... the work ...',
    curl(good),
    ...(bad ? ['# or, where it failed:', `# ${curl(bad)}`] : []),
  ].join('\n');

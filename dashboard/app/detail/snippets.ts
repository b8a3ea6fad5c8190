import { reportsRuns } from '../../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../api/shapes.ts';

/** One way to send this monitor's heartbeat. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
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

/** On one line; `key` is how this place writes the variable. */
function curl({ method, url, needsKey, body }: Call, key = `$${KEY}`): string {
  const header = needsKey ? ` -H "Authorization: Bearer ${key}"` : '';
  const data = body ? ` -d '${JSON.stringify(body)}'` : '';
  return `curl -fsS -m 10 --retry 3 -X ${method} '${url}'${header}${data}`;
}

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

/** Within single quotes of a shell. */
const quoted = (text: string): string => text.replaceAll("'", `'\\''`);

const indented = (text: string, spaces: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');

/** Every line to copy, filled in with this monitor's own address. */
export function snippetsOf(monitor: MonitorAnswer, publicUrl: string): Snippet[] {
  const calls = callsOf(monitor, publicUrl);
  const { good, bad } = calls;
  const begin = 'begin' in calls ? calls.begin : undefined;
  const isJob = reportsRuns(monitor.kind);
  const cron = monitor.schedule.type === 'cron' ? monitor.schedule.expression : '* * * * *';
  const both = (write: (call: Call) => string): string =>
    begin ? `${write(begin)}\n# ... the work ...\n${write(good)}` : write(good);
  const failing = bad
    ? `if ./work.sh; then\n  ${curl(good)}\nelse\n  ${curl(bad)}\nfi`
    : `./work.sh && ${curl(good)}`;
  const onCron = begin ? `${curl(begin)}; ./work.sh && ${curl(good)}` : `./work.sh && ${curl(good)}`;
  // A dollar is doubled in a unit and in Compose, so that the shell gets it; a percent sign would end a crontab's line.
  const escaped = (call: Call): string => curl(call, `$$${KEY}`);
  return [
    { name: 'curl', text: both((call) => curl(call)) },
    { name: 'Shell', text: `${begin ? `${curl(begin)}\n` : ''}${failing}` },
    { name: 'Python', text: python(good) },
    { name: 'Node', text: node(good) },
    { name: 'cron', text: `${good.needsKey ? `${KEY}=...\n` : ''}${cron} ${onCron.replaceAll('%', '\\%')}` },
    {
      name: 'systemd',
      text: `[Service]
${good.needsKey ? 'EnvironmentFile=/etc/heartbeat.env\n' : ''}${
  begin ? `ExecStartPre=-/bin/sh -c '${quoted(escaped(begin))}'\n` : ''
}ExecStart=/usr/local/bin/work.sh
ExecStartPost=-/bin/sh -c '${quoted(escaped(good))}'`,
    },
    {
      name: 'Docker',
      text: `services:
  heartbeat:
    image: curlimages/curl
    restart: unless-stopped
${good.needsKey ? `    environment:\n      - ${KEY}\n` : ''}    entrypoint: ["/bin/sh", "-c"]
    command:
      - |
${indented(isJob ? both(escaped) : `while true; do ${escaped(good)}; sleep 60; done`, 8)}`,
    },
    {
      name: 'Kubernetes',
      text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: heartbeat
spec:
  schedule: "${cron}"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: heartbeat
              image: curlimages/curl
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
${indented(
  both((call) => curl(call)),
  18,
)}`,
    },
  ];
}

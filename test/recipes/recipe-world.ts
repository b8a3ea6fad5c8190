import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, Running } from '../clients/client-world.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { repositoryFile } from './doc-blocks.ts';

export const PATIENCE_MS = 120_000;
const UUID_OF_THE_DOCS = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';

interface Heard {
  readonly lastHeartbeat: string | null;
  readonly message: string | null;
  readonly status: string;
}

/** A process of `npm start`, and a folder that stands for /usr/local/bin of the machine that sends. */
export class RecipeWorld {
  readonly bin = mkdtempSync(join(tmpdir(), 'recipe-bin-'));
  readonly home = new ServerHome({ LOG_LEVEL: 'error', RATE_LIMIT: 'off' });
  server!: ServerRun;
  admin!: string;
  /** A writer's, to which `nightly` belongs. */
  writer!: string;
  /** The application whose address stands for the one of the docs. */
  application!: { readonly uuid: string; readonly monitor_id: string };

  async open(services: readonly object[] = []): Promise<void> {
    this.home.writeServices(services);
    for (const name of ['heartbeat.sh', 'report-containers.sh']) {
      copyFileSync(repositoryFile(`clients/shell/${name}`), join(this.bin, name));
      chmodSync(join(this.bin, name), 0o755);
    }
    this.program('work.sh', 'echo worked');
    this.server = await this.home.start();
    this.admin = this.home.adminKey();
    this.writer = (await this.api('POST', '/api/v1/keys', { name: 'Writer', role: 'writer' })).key as string;
    this.application = (await this.api('POST', '/api/applications', {
      name: 'An application',
      expected_interval: 300,
    })) as unknown as RecipeWorld['application'];
  }

  async close(): Promise<void> {
    await this.home.remove();
    rmSync(this.bin, { recursive: true, force: true });
  }

  /** A program in /usr/local/bin. */
  program(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** What stands in the docs, with the addresses, keys and paths of this world. */
  here(text: string): string {
    return text
      .replaceAll('https://heartbeat.example.com', this.server.url)
      .replaceAll('/usr/local/bin', this.bin)
      .replaceAll(UUID_OF_THE_DOCS, this.application.uuid)
      .replaceAll('hbc_...', this.writer);
  }

  /** Runs a line as cron, a unit or a container would: with hardly an environment. */
  sh(line: string, environment: Record<string, string> = {}): Promise<Ran> {
    return this.exec(['/bin/sh', '-c', line], environment);
  }

  exec(command: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
    mkdirSync(join(this.bin, 'home'), { recursive: true });
    const path = { PATH: `${this.bin}:${process.env.PATH}` };
    const running = new Running(command, { ...path, ...environment }, join(this.bin, 'home'));
    running.child.stdin!.end();
    return running.ended;
  }

  /** What a unit or a container has in its environment. */
  environment(key = this.writer): Record<string, string> {
    return { HEARTBEAT_URL: this.server.url, HEARTBEAT_KEY: key };
  }

  async api(method: string, path: string, body?: object, key = this.admin): Promise<Record<string, unknown>> {
    const response = await fetch(this.server.url + path, {
      method,
      headers: { 'x-api-key': key },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${answer}`);
    return answer === '' ? {} : JSON.parse(answer);
  }

  async heard(kind: string, id: string): Promise<Heard> {
    return (await this.api('GET', `/api/monitors/${kind}/${id}`)) as unknown as Heard;
  }

  async runsOf(id: string): Promise<readonly Record<string, unknown>[]> {
    return (await this.api('GET', `/api/v1/schedulers/${id}/runs`)).runs as Record<string, unknown>[];
  }

  /** How often the application of the docs was heard. */
  async calls(): Promise<number> {
    const { heartbeats } = await this.api('GET', `/api/applications/${this.application.uuid}/heartbeats`);
    return (heartbeats as object[]).length;
  }
}

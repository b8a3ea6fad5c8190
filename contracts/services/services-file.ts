import type { MonitorConfig } from '../../core/monitor/monitor.ts';
import { issuesOf } from '../http/fit.ts';
import type { Issue } from '../http/http-error.ts';
import { jsonMistake } from './json-mistake.ts';
import { fileEntry } from './schemas/service.ts';
import { timingIssues, toConfig } from './to-core/config.ts';

/** One service of services.json, ready to be applied; of its key only the hash. */
export interface ServiceEntry {
  readonly serviceId: string;
  readonly config: MonitorConfig;
  readonly keyHash?: string | undefined;
}

/** services.json cannot be used; the message names entry and field. */
export class ServicesFileError extends Error {
  override readonly name = 'ServicesFileError';
}

export interface FileSurroundings {
  /** Where `"apiKey": "env:NAME"` finds its key. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hash: (key: string) => string;
}

const FROM_ENVIRONMENT = 'env:';
const KNOWN_FIELDS = Object.keys(fileEntry.shape);

/** Reads services.json: an array of services. @throws ServicesFileError with every problem, a line each */
export function parseServicesFile(text: string, surroundings: FileSurroundings): ServiceEntry[] {
  const entries = entriesIn(text);
  const problems: string[] = [];
  const firstUse = new Map<string, number>();
  const services: ServiceEntry[] = [];
  entries.forEach((entry, i) => {
    const { service, issues } = readEntry(entry, surroundings);
    if (service) {
      const first = firstUse.get(service.serviceId);
      if (first === undefined) firstUse.set(service.serviceId, i);
      else issues.push({ path: 'serviceId', message: `is that of entry ${first + 1} too` });
      services.push(service);
    }
    problems.push(
      ...issues.map(({ path, message }) => `${entryName(entry, i)}: ${path && `${path} `}${message}`),
    );
  });
  if (problems.length > 0) throw new ServicesFileError(`services.json: ${problems.join('\n')}`);
  return services;
}

function entriesIn(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServicesFileError(`services.json is not valid JSON: ${jsonMistake(text)}`);
  }
  if (!Array.isArray(value)) throw new ServicesFileError('services.json must be an array of services');
  return value;
}

function entryName(entry: unknown, index: number): string {
  const id = (entry as { serviceId?: unknown } | null)?.serviceId;
  return `entry ${index + 1}${typeof id === 'string' ? ` ("${id}")` : ''}`;
}

function readEntry(
  entry: unknown,
  { env, hash }: FileSurroundings,
): { service?: ServiceEntry; issues: Issue[] } {
  const parsed = fileEntry.safeParse(entry);
  if (parsed.error) return { issues: issuesOf(parsed.error) };
  const { serviceId, apiKey, ...fields } = parsed.data;
  const variable = apiKey?.startsWith(FROM_ENVIRONMENT) ? apiKey.slice(FROM_ENVIRONMENT.length) : undefined;
  const key = variable === undefined ? apiKey : env[variable];
  const issues = [...unknownFields(entry), ...timingIssues(fields)];
  if (variable !== undefined && !key) {
    issues.push({ path: 'apiKey', message: `names ${variable}, which is not in the environment` });
  }
  if (issues.length > 0) return { issues };
  const config = toConfig(serviceId, fields, 'file');
  return { service: { serviceId, config, keyHash: key ? hash(key) : undefined }, issues };
}

/** In a file that is read at start, a misspelt field is worth stopping for: it would leave a default in force. */
const unknownFields = (entry: unknown): Issue[] =>
  Object.keys(entry as object)
    .filter((field) => !KNOWN_FIELDS.includes(field))
    .map((field) => ({ path: field, message: 'is not a field of a service' }));

import type { MonitorRef } from '../../../core/monitor/ref.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MONITOR_ID = /^[0-9a-f]{32}$/;
/** 128 bits: nobody finds another uuid for any of millions of known ids. */
const ID_DIGITS = 32;

/**
 * Whose capability a uuid is; undefined where the text is none. The monitor's own id is derived from it and tells
 * nothing of it, so that whatever names the monitor (alerts, logs, the status) keeps the secret: see ADR 12.
 */
export const refOfUuid = (uuid: string, hash: (text: string) => string): MonitorRef | undefined =>
  UUID.test(uuid) ? { kind: 'application', id: hash(uuid.toLowerCase()).slice(0, ID_DIGITS) } : undefined;

/** The application that a manager names: by its uuid, or by the id that alerts name it by. */
export const refOfName = (name: string, hash: (text: string) => string): MonitorRef | undefined =>
  MONITOR_ID.test(name) ? { kind: 'application', id: name } : refOfUuid(name, hash);

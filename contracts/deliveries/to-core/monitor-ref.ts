import { KINDS, type MonitorRef } from '../../../core/monitor/ref.ts';

/** The monitor that `<kind>/<id>` names; undefined where none is named. */
export function toMonitorRef(text: string | null | undefined): MonitorRef | undefined {
  const [, word, id = ''] = /^([^/]+)\/(.+)$/s.exec(text ?? '') ?? [];
  const kind = KINDS.find((one) => one === word);
  return kind && { kind, id };
}

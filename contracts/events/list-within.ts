/** One line a monitor, worst first. */
export interface MonitorList {
  readonly lines: readonly string[];
  /** How many monitors there are; those without a line of their own are counted below the lines. */
  readonly all: number;
}

export interface ListRoom {
  /** The most lines; as many as there are by default. */
  readonly most?: number;
  /** For the whole list, as `sizeOf` measures it. */
  readonly limit?: number;
  /** How a line is written, such as escaped. */
  readonly write?: (line: string) => string;
  /** UTF-16 units by default. */
  readonly sizeOf?: (written: string) => number;
}

/** What people read without scrolling for long. */
export const LINES_IN_A_CHAT = 20;

const same = (line: string): string => line;
const lengthOf = (text: string): number => text.length;

/**
 * As many whole lines as there is room for; where some are left out, a last one says how many. It alone stands even
 * where there is no room.
 */
export function listWithin(list: MonitorList, room: ListRoom = {}): string {
  const {
    most = list.lines.length,
    limit = Number.POSITIVE_INFINITY,
    write = same,
    sizeOf = lengthOf,
  } = room;
  const written = list.lines.slice(0, most).map(write);
  const withFirst = (count: number): string => {
    const left = list.all - count;
    return [...written.slice(0, count), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
  };
  let count = written.length;
  while (count > 0 && sizeOf(withFirst(count)) > limit) count -= 1;
  return withFirst(count);
}

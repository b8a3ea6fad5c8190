import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run lockfile`: some registries do not serve packages of platforms they do not need. npm then leaves those out
 * of package-lock.json, and `npm ci` refuses the file wherever they are served. This adds what is missing, without
 * integrity, as their parents name them.
 */
const FILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const SYSTEMS = /^(android|darwin|freebsd|linux|openharmony|openbsd|netbsd|win32|aix|sunos)$/;
const PROCESSORS = /^(arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64|mips64el)$/;

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly engines?: object;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  packages: Record<string, Entry>;
}

interface Missing {
  readonly parent: string;
  readonly name: string;
  readonly version: string;
}

export const readLockfile = (): Lockfile => JSON.parse(readFileSync(FILE, 'utf8'));

/** Folders in which a package at `path` looks for others, nearest first. */
function foldersAbove(path: string): string[] {
  const end = path.lastIndexOf('node_modules/');
  if (end === -1) return [`${path && `${path}/`}node_modules/`, 'node_modules/'];
  return [
    `${path}/node_modules/`,
    path.slice(0, end + 'node_modules/'.length),
    ...foldersAbove(path.slice(0, end - 1)),
  ];
}

/** The optional packages that entries name and that have no entry of their own. */
export const missingOptional = ({ packages }: Lockfile): Missing[] =>
  Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !foldersAbove(parent).some((folder) => packages[folder + name]))
      .map(([name, version]) => ({ parent, name, version })),
  );

function entryOf({ name, version }: Missing, parent: Entry): Entry & Record<string, unknown> {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.find((word) => SYSTEMS.test(word));
  const cpu = words.slice(1).find((word) => PROCESSORS.test(word));
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`No platform shows in ${name}@${version}`);
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  const tellsLibc = os === 'linux' && words.some((word) => /^(musl|gnu)/.test(word));
  return {
    version,
    cpu: [cpu],
    ...((parent.dev || parent.devOptional) && { dev: true }),
    ...(tellsLibc && { libc: [libc] }),
    optional: true,
    os: [os],
    ...(parent.engines && { engines: parent.engines }),
  };
}

function complete(lockfile: Lockfile): number {
  const missing = missingOptional(lockfile);
  for (const one of missing) {
    const [, siblings] = foldersAbove(one.parent);
    lockfile.packages[siblings + one.name] = entryOf(one, lockfile.packages[one.parent] ?? {});
  }
  const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lockfile.packages = Object.fromEntries(sorted);
  return missing.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lockfile = readLockfile();
  console.log(`${complete(lockfile)} entries added to package-lock.json`);
  writeFileSync(FILE, `${JSON.stringify(lockfile, null, 2)}\n`);
}

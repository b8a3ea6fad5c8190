import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { BUNDLE, BUNDLING, ENTRY } from '../bundling.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAMBDAS = join(ROOT, 'lambdas');

/** Files that lie beside a bundle, by name. */
export type ExtraFiles = Readonly<Record<string, string>>;

/**
 * The bundle of `lambdas/<name>/lambda.ts`. esbuild is called in this process: no shell, no container, the very
 * options that the benchmark uses, and files beside the bundle without a hook.
 */
export const bundledCode = (name: string, files: ExtraFiles = {}): Code =>
  Code.fromAsset(LAMBDAS, {
    // Only a bundle that differs is deployed, whatever else changed in the folder.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type; never pulled, because bundling here always succeeds or throws.
      image: DockerImage.fromRegistry('scratch'),
      // Tells one bundle from another: the CDK makes what looks alike only once.
      command: [name, JSON.stringify(files)],
      local: {
        tryBundle(directory) {
          bundle(name, directory);
          for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
          return true;
        },
      },
    },
  });

/** Source maps name files as seen from a fixed place: the same sources make the same bundle wherever it is put. */
function bundle(name: string, directory: string): void {
  const { outputFiles } = buildSync({
    ...BUNDLING,
    entryPoints: [join(LAMBDAS, name, ENTRY)],
    outfile: join(ROOT, BUNDLE),
    write: false,
  });
  for (const { path, contents } of outputFiles) writeFileSync(join(directory, basename(path)), contents);
}

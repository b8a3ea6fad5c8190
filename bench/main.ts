import { benchBundles } from './bundles.ts';
import { benchHeartbeats } from './heartbeats.ts';
import { benchSweep } from './sweep.ts';

/** Each prints its figures; none asserts one. */
const BENCHES = { heartbeats: benchHeartbeats, sweep: benchSweep, bundles: benchBundles };

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}

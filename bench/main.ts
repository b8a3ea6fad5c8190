import { benchBundles } from './bundles.ts';
import { benchClients } from './clients.ts';
import { benchDashboard } from './dashboard.ts';
import { benchFirstPaint } from './first-paint.ts';
import { benchFleetLists } from './fleet-lists.ts';
import { benchHeartbeats } from './heartbeats.ts';
import { benchStoreBeats } from './store-beats.ts';
import { benchStoreLists } from './store-lists.ts';

/** Each prints its figures; none asserts one. `npm run bench lists` runs one alone. */
const BENCHES = {
  heartbeats: benchHeartbeats,
  store: benchStoreBeats,
  lists: async () => {
    await benchStoreLists();
    await benchFleetLists();
  },
  bundles: benchBundles,
  dashboard: async () => {
    await benchFirstPaint();
    await benchDashboard();
  },
  clients: benchClients,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}

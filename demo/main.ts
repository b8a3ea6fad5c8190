// `npm run demo`: a server with a fleet that lives, to look at. `-- --once` brings it to a state worth looking at and
// holds it there; `-- --seed=word` gives it other rhythms.
import { parseArgs } from 'node:util';
import { type Demo, startDemo } from './start-demo.ts';
import { stopAsked } from './stop-asked.ts';

const { values } = parseArgs({
  options: { once: { type: 'boolean', default: false }, seed: { type: 'string', default: 'heartbeat' } },
});

const { asked, isAsked } = stopAsked();

const welcome = ({ url, adminKey, monitors }: Demo): string =>
  [
    '',
    `A fleet of ${monitors} monitors lives at ${url}/`,
    `Admin key        ${adminKey}`,
    '',
    'Alerts arrive below. Ctrl-C ends the demo and removes its data.',
    '',
  ].join('\n');

async function tellWhenInteresting(demo: Demo): Promise<void> {
  await demo.interesting();
  console.log('The fleet is in its interesting state and stays there.');
}

async function play(): Promise<void> {
  const demo = await startDemo({
    once: values.once,
    seed: values.seed,
    port: process.env.PORT,
    print: console.log,
    complain: console.error,
  });
  try {
    console.log(welcome(demo));
    const untimely = demo.ended.then((code) => {
      if (!isAsked()) throw new Error(`The server ended with ${code}`);
    });
    const told = values.once ? tellWhenInteresting(demo) : Promise.resolve();
    await Promise.race([asked, untimely, told.then(() => asked)]);
  } finally {
    await demo.stop();
  }
}

try {
  await play();
} catch (error) {
  // Whoever ends the demo while it starts sees no failure in that.
  if (!isAsked()) {
    console.error(`The demo ended: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

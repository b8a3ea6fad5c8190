import { useState } from 'preact/hooks';
import type { MonitorAnswer } from '../api/shapes.ts';
import { publicUrl } from '../public-url.ts';
import { Copyable } from '../shell/copyable.tsx';
import { snippetsOf } from './snippets.ts';

/** How its heartbeat is sent, from wherever it runs. */
export function SnippetTabs({ monitor }: { readonly monitor: MonitorAnswer }) {
  const [chosen, choose] = useState('curl');
  const snippets = snippetsOf(monitor, publicUrl);
  const shown = snippets.find(({ name }) => name === chosen) ?? snippets[0]!;
  return (
    <section aria-label="How to send its heartbeat">
      <h2>Send its heartbeat</h2>
      <div class="tabs" role="group" aria-label="Written for">
        {snippets.map(({ name }) => (
          <button key={name} type="button" aria-pressed={name === shown.name} onClick={() => choose(name)}>
            {name}
          </button>
        ))}
      </div>
      <Copyable text={shown.text} label={`Heartbeat with ${shown.name}`} />
      {shown.notTried && <p class="soft">{shown.notTried}</p>}
    </section>
  );
}

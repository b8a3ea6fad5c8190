import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A page whose script is fetched when it is first shown. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loading: Promise<ComponentType<P>> | undefined;
  return function Lazy(props: P): JSX.Element {
    const [Page, set] = useState<{ readonly it: ComponentType<P> }>();
    const [failed, fail] = useState(false);
    useEffect(() => {
      loading ??= load();
      loading.then(
        (it) => set({ it }),
        () => {
          loading = undefined;
          fail(true);
        },
      );
    }, []);
    if (failed)
      return (
        <main>
          <h1>This page could not be loaded</h1>
          <p>
            Heartbeat Central may have been updated meanwhile. <a href=".">Load it again.</a>
          </p>
        </main>
      );
    return Page ? <Page.it {...props} /> : <main aria-busy="true" />;
  };
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whether somebody asked this process to end: by Ctrl-C, or as a terminal or a supervisor does. */
export interface StopAsked {
  readonly asked: Promise<void>;
  isAsked(): boolean;
}

/** From now on these signals no longer end the process by themselves. */
export function stopAsked(): StopAsked {
  let isAsked = false;
  const asked = new Promise<void>((resolve) => {
    for (const name of STOP_SIGNALS) {
      process.on(name, () => {
        isAsked = true;
        resolve();
      });
    }
  });
  return { asked, isAsked: () => isAsked };
}

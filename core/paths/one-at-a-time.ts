/**
 * One canary at a time: judges of many monitors that fall silent together share it.
 * @returns a function that sends a canary, or joins the one under way, and says whether it was heard.
 */
export function oneAtATime(listen: () => Promise<boolean>): () => Promise<boolean> {
  let underWay: Promise<boolean> | undefined;
  return () => {
    underWay ??= listen().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** The variables that have a value; an empty one counts as absent. */
export const presentIn = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));

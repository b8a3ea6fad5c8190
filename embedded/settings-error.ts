/** The environment does not fit; the message names each variable and what it should be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(`These settings do not fit:\n${lines.join('\n')}\nAll settings are listed in README.md.`);
  }
}

import committed from '../../package.json' with { type: 'json' };

/** The release that runs. */
export const VERSION: string = committed.version;

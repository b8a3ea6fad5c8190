export const CHANNELS_PATH = 'api/channels';

export const channelPath = (id: string): string => `${CHANNELS_PATH}/${encodeURIComponent(id)}`;

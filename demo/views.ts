/** A part of the dashboard, as a reader sees it. */
export interface View {
  /** Of the picture's file. */
  readonly name: string;
  /** Behind the server's address. */
  readonly at: string;
  readonly theme: 'dark' | 'light';
  readonly screen: keyof typeof SCREENS;
  /** The reader is logged in with the admin key. */
  readonly asAdmin?: boolean;
  /** The button that is pressed first. */
  readonly press?: string;
}

export const SCREENS = {
  /** As wide as the list is at most: a wider picture shows more ground, and takes more of the repository. */
  desktop: { width: 1_280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

/** What the pictures show: every page, and few of them twice, for they live in the repository. */
export const VIEWS: readonly View[] = [
  { name: 'overview-dark', at: '/#/', theme: 'dark', screen: 'desktop' },
  { name: 'overview-light', at: '/#/', theme: 'light', screen: 'desktop' },
  { name: 'overview-phone', at: '/#/', theme: 'dark', screen: 'phone' },
  { name: 'lanes-dark', at: '/#/?view=lanes&range=1+h', theme: 'dark', screen: 'desktop' },
  {
    name: 'job-dark',
    at: '/#/monitors/scheduler/invoice-run',
    theme: 'dark',
    screen: 'desktop',
    asAdmin: true,
  },
  { name: 'daemon-light', at: '/#/monitors/daemon/order-worker-1', theme: 'light', screen: 'desktop' },
  { name: 'service-phone', at: '/#/monitors/service/payments-api', theme: 'light', screen: 'phone' },
  { name: 'system-dark', at: '/#/system', theme: 'dark', screen: 'desktop', asAdmin: true },
  { name: 'channels-dark', at: '/#/channels', theme: 'dark', screen: 'desktop', asAdmin: true },
  { name: 'keys-light', at: '/#/keys', theme: 'light', screen: 'desktop', asAdmin: true },
  { name: 'deliveries-light', at: '/#/deliveries', theme: 'light', screen: 'desktop', asAdmin: true },
  { name: 'new-monitor-light', at: '/#/new/service', theme: 'light', screen: 'desktop', asAdmin: true },
  { name: 'new-channel-dark', at: '/#/new-channel/slack', theme: 'dark', screen: 'desktop', asAdmin: true },
  { name: 'login-light', at: '/#/', theme: 'light', screen: 'phone', press: 'Log in' },
  { name: 'status-light', at: '/status', theme: 'light', screen: 'desktop' },
  { name: 'wall-dark', at: '/?tv=1', theme: 'dark', screen: 'desktop' },
  { name: 'reference-phone', at: '/api/docs', theme: 'light', screen: 'phone' },
];

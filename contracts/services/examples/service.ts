export const NEW_SERVICES = {
  'A service with a key of its own': {
    serviceId: 'shop-web',
    name: 'Shop',
    stalenessThreshold: 300,
    tags: ['shop'],
  },
  'A nightly job': {
    serviceId: 'nightly-export',
    schedule: '0 3 * * *',
    timezone: 'Europe/Berlin',
    gracePeriod: 600,
    ownerEmail: 'oncall@example.com',
  },
  'A service without a key': { serviceId: 'greenhouse', stalenessThreshold: 900, requireKey: false },
};

export const CHANGES = {
  'Another threshold': { stalenessThreshold: 600 },
  'A new key': { apiKey: 'a-key-that-you-made' },
};

export const SERVICE = {
  serviceId: 'shop-web',
  name: 'Shop',
  stalenessThreshold: 300,
  expectedInterval: null,
  schedule: null,
  timezone: null,
  expectFromStart: false,
  failureThreshold: 1,
  recoveryThreshold: 1,
  tags: ['shop'],
  channels: [],
  description: null,
  ownerEmail: 'oncall@example.com',
  status: 'up',
  requiresKey: true,
  source: 'api',
};

export const ADDED_SERVICE = {
  ...SERVICE,
  ownerEmail: null,
  status: 'unknown',
  apiKey: 'hbc_znhv8iktfTnhU9KTJ9iTLIp9b1fX1WzCWJIiqwN6_PI',
};

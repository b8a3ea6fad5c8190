import { ADMIN_ONLY, ANY_CHANGE, ANY_READ, WRONG_QUERY, wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import {
  changedChannel,
  channel,
  channelList,
  channelsQuery,
  newChannel,
  testResult,
} from '../schemas/channel.ts';
import { audience, question } from '../schemas/resolve.ts';
import {
  AUDIENCE_EXAMPLE,
  CHANGES,
  CHANNEL_EXAMPLE,
  LIST_EXAMPLE,
  NEW_CHANNEL_EXAMPLE,
  NEW_CHANNELS,
  QUESTIONS,
  TEST_EXAMPLES,
} from './examples.ts';

const WRONG_CONFIG = wrongBody('config.webhook_url', 'must be an https URL');
const WRONG_QUESTION = wrongBody('kind', 'must be service, scheduler, daemon or application');
const UNKNOWN = { 404: error('There is no such channel', 'Unknown channel') };
const OF_SETTINGS = 'The channel "slack" comes from the settings of this server: change it there';
const KEYED = {
  401: error('No key was given, or nobody has it', 'An API key is required'),
  403: error('The key is one that only sends', 'This API key does not have the right to do that'),
};

export const addChannel: Route = {
  method: 'POST',
  path: '/api/channels',
  operationId: 'addChannel',
  function: 'manage',
  access: 'admin',
  summary: 'Adds a channel; its secrets are encrypted and never shown again',
  body: newChannel,
  bodyExamples: NEW_CHANNELS,
  responses: {
    201: { description: 'Added', schema: channel, example: NEW_CHANNEL_EXAMPLE },
    ...WRONG_CONFIG,
    ...ADMIN_ONLY,
    409: error('The id is taken, or there are 500 channels', 'The channel "operations" exists already'),
    ...ANY_CHANGE,
  },
};

export const listChannels: Route = {
  method: 'GET',
  path: '/api/channels',
  operationId: 'listChannels',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'All channels by id, those of the settings too; of secrets only the names',
  query: channelsQuery,
  responses: {
    200: { description: 'A page of channels', schema: channelList, example: LIST_EXAMPLE },
    ...WRONG_QUERY,
    ...KEYED,
    ...ANY_READ,
  },
};

export const resolveChannels: Route = {
  method: 'POST',
  path: '/api/channels/resolve',
  operationId: 'resolveChannels',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'Who would hear of a change of status, who would not, and why; nothing is sent',
  body: question,
  bodyExamples: QUESTIONS,
  responses: {
    200: { description: 'Who would hear of it', schema: audience, example: AUDIENCE_EXAMPLE },
    ...WRONG_QUESTION,
    ...KEYED,
    404: error('There is no such monitor, and none is described', 'Unknown monitor'),
    ...ANY_READ,
  },
};

export const readChannel: Route = {
  method: 'GET',
  path: '/api/channels/{id}',
  operationId: 'readChannel',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'One channel, and when it last showed that it works',
  responses: {
    200: { description: 'The channel', schema: channel, example: CHANNEL_EXAMPLE },
    ...KEYED,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const changeChannel: Route = {
  method: 'PUT',
  path: '/api/channels/{id}',
  operationId: 'changeChannel',
  function: 'manage',
  access: 'admin',
  summary: 'Changes what is given of a channel and keeps the rest, its secrets too',
  body: changedChannel,
  bodyExamples: CHANGES,
  responses: {
    200: { description: 'Changed', schema: channel, example: CHANNEL_EXAMPLE },
    ...WRONG_CONFIG,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    409: error('It comes from the settings, or does not have the version given', OF_SETTINGS),
    ...ANY_CHANGE,
  },
};

export const removeChannel: Route = {
  method: 'DELETE',
  path: '/api/channels/{id}',
  operationId: 'removeChannel',
  function: 'manage',
  access: 'admin',
  summary: 'Takes a channel away; monitors that name it are told of as if they did not',
  responses: {
    204: { description: 'Removed' },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    409: error('It comes from the settings', OF_SETTINGS),
    ...ANY_CHANGE,
  },
};

export const testChannel: Route = {
  method: 'POST',
  path: '/api/channels/{id}/test',
  operationId: 'testChannel',
  function: 'manage',
  access: 'admin',
  summary: 'Sends a message that is marked as a test, switched off or not, and says what came of it',
  responses: {
    200: {
      description: 'It was tried; `ok` says whether it arrived',
      schema: testResult,
      examples: TEST_EXAMPLES,
    },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

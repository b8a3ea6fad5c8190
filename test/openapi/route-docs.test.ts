import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import type { ResponseDoc, Route } from '../../contracts/http/route.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { misfits } from '../support/route-fuzz/misfits.ts';

const shown = ROUTES.filter(({ hidden }) => !hidden).map(
  (route) => [`${route.method} ${route.path}`, route] as const,
);

const having = (...fields: (keyof Route)[]) =>
  shown.filter(([, route]) => fields.every((field) => route[field]));

const examplesOf = ({ example, examples = {} }: ResponseDoc): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples),
];

/** The error answers that a route of this kind has whatever it does. */
function expectedErrors({ access, query, body, path }: Route): number[] {
  const guarded = access !== 'none' && access !== 'beat';
  // Text that is kept as it is may be cut, but never fails to fit.
  const mustFit = body !== undefined && z.toJSONSchema(body).type !== 'string';
  return [
    ...(query || mustFit ? [400] : []),
    ...(guarded ? [401, 403] : []),
    ...(path.includes('{') ? [404] : []),
    ...(mustFit ? [413] : []),
    ...(access === 'none' ? [] : [429, 503]),
  ];
}

describe('every route', () => {
  it.each(shown)('%s has a summary, and says when it gives which answer', (_name, { summary, responses }) => {
    expect(summary).toMatch(/^[A-Z].{10,99}[^.\s]$/);
    for (const { description } of Object.values(responses)) expect(description).toMatch(/^[A-Z].*[^.\s]$/);
  });

  it.each(shown)('%s declares its error answers', (_name, route) => {
    const declared = Object.keys(route.responses).map(Number);
    expect(declared).toEqual(expect.arrayContaining(expectedErrors(route)));
    expect(declared.some((status) => status < 300)).toBe(true);
    for (const status of declared.filter((one) => one >= 400)) {
      const { schema, mediaType } = route.responses[status]!;
      expect([status, Boolean(schema ?? mediaType)]).toEqual([status, true]);
    }
  });

  it.each(having('body'))(
    '%s shows bodies that its own schema takes',
    (_name, { body, bodyExamples = {} }) => {
      const examples = Object.entries(bodyExamples);
      expect(examples.length).toBeGreaterThan(0);
      for (const [name, example] of examples) expect([name, misfits(body!, example)]).toEqual([name, []]);
    },
  );

  it.each(shown)('%s shows answers that fit their schemas', (_name, { responses }) => {
    for (const [status, doc] of Object.entries(responses)) {
      const examples = examplesOf(doc);
      if (doc.schema) expect([status, examples.length]).not.toEqual([status, 0]);
      for (const example of examples) expect([status, misfits(doc.schema!, example)]).toEqual([status, []]);
    }
  });
});

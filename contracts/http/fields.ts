import * as z from 'zod/mini';
import { grouped } from './grouped.ts';
import { ID_PATTERN, ID_SENTENCE } from './limits.ts';

/** Says that a field is missing, or what it must be. */
const must = (sentence: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined || input === null ? 'is required' : sentence,
});

export const id = z.string(must('must be text')).check(z.regex(ID_PATTERN, ID_SENTENCE));

export const anyText = z.string(must('must be text'));

export const anyNumber = z.number(must('must be a number'));

/** Text of 1 to `most` characters. */
export const text = (most: number) =>
  z
    .string(must('must be text'))
    .check(z.minLength(1, 'must not be empty'), z.maxLength(most, `must have at most ${most} characters`));

/** Text of at most `most` characters; the empty one takes the field away. */
export const clearableText = (most: number) =>
  z.string(must('must be text')).check(z.maxLength(most, `must have at most ${most} characters`));

/** The empty one takes the field away. */
export const emailAddress = z
  .string(must('must be text'))
  .check(
    z.maxLength(254, 'must have at most 254 characters'),
    z.regex(/^([^\s@]+@[^\s@]+)?$/, 'must be an e-mail address'),
  );

/** A whole number between two limits, both included. */
export const whole = (least: number, most: number) => {
  const sentence = `must be a whole number from ${grouped(least)} to ${grouped(most)}`;
  return z.int(must(sentence)).check(z.gte(least, sentence), z.lte(most, sentence));
};

export const flag = z.boolean(must('must be true or false'));

export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, must(`must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`));

export const anyObject = z.record(z.string(), z.unknown(), must('must be an object'));

export const listOf = <T extends z.core.$ZodType>(member: T, most: number) =>
  z
    .array(member, must('must be an array'))
    .check(z.maxLength(most, `must have at most ${grouped(most)} entries`));

/** Ids of the channels that a monitor names; one that leads nowhere counts as none. */
export const channelIds = listOf(text(64), 20);

export const object = <T extends z.core.$ZodShape>(shape: T) =>
  z.object(shape, { error: ({ input }) => (input === undefined ? 'is required' : 'must be an object') });

/** A query parameter that is a whole number between two limits. */
export const wholeQuery = (least: number, most: number) => {
  const sentence = `must be a whole number from ${grouped(least)} to ${grouped(most)}`;
  return z
    .string()
    .check(z.refine((digits) => /^\d{1,9}$/.test(digits) && +digits >= least && +digits <= most, sentence))
    .register(z.globalRegistry, { type: 'integer', minimum: least, maximum: most });
};

import * as z from 'zod';

export const text = z.string().trim().min(1);
export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
export const whole = (min: number, max: number) =>
  z.coerce
    .number(`must be a number from ${min} to ${max}`)
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

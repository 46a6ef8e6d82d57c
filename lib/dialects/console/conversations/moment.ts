import { z } from 'zod'

/** A date or a time of ISO 8601, in milliseconds since the epoch. */
export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: 'must be a date or a date and time of ISO 8601' })
  .transform((written) => Date.parse(written))

import { randomBytes } from 'node:crypto'

/** A number of 52 random bits: a client's JSON keeps it, and nobody guesses it. */
export function newCommunicationId(): string {
  return String((randomBytes(8).readBigUInt64BE() >> 12n) + 1n)
}

import type { z } from 'zod'
import { AppError, type Problem } from '@/lib/domain/errors'
import type { Incoming } from './incoming'
import { isStorableText, parseJsonBody } from './parse-json-body'

/** The shape of a part with text values; a part that a row leaves out is undefined to its handler. */
export type PartSchema = z.ZodType<unknown, Record<string, unknown> | undefined>

export type RequestSchemas<
  Params extends PartSchema,
  Query extends PartSchema,
  Head extends PartSchema,
  Body extends z.ZodType,
> = {
  params?: Params
  query?: Query
  /** Names in lower case. */
  headers?: Head
  body?: Body
}

export type ParsedRequest<
  Params extends PartSchema,
  Query extends PartSchema,
  Head extends PartSchema,
  Body extends z.ZodType,
> = { params: z.output<Params>; query: z.output<Query>; headers: z.output<Head>; body: z.output<Body> }

/** Throws BAD_REQUEST where a part cannot be read at all, VALIDATION_FAILED with every problem of all parts at once. */
export function parseRequest<
  Params extends PartSchema,
  Query extends PartSchema,
  Head extends PartSchema,
  Body extends z.ZodType,
>(
  schemas: RequestSchemas<Params, Query, Head, Body>,
  incoming: Incoming,
  pathValues: Readonly<Record<string, string>>,
): ParsedRequest<Params, Query, Head, Body> {
  const problems: Problem[] = []
  const parsed = {
    params: parsePart<Params>(schemas.params, () => decodedValues(pathValues), 'path', problems),
    query: parsePart<Query>(schemas.query, () => queryValues(incoming.query), 'query', problems),
    headers: parsePart<Head>(schemas.headers, () => Object.fromEntries(incoming.headers), 'headers', problems),
    body: parsePart<Body>(schemas.body, () => parseJsonBody(incoming.body), '', problems),
  }
  if (problems.length > 0) throw new AppError('VALIDATION_FAILED', summary(problems), { problems })
  return parsed
}

function parsePart<T extends z.ZodType>(
  schema: T | undefined,
  read: () => unknown,
  place: string,
  problems: Problem[],
): z.output<T> {
  const result = schema?.safeParse(read())
  if (result?.success) return result.data
  for (const issue of result?.error.issues ?? [])
    problems.push({ path: placeOf(place, issue.path), message: issue.message })
  // Without a schema the type is undefined; with a problem the caller throws.
  return undefined as z.output<T>
}

function decodedValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decoded(value)]))
}

function decoded(value: string): string {
  try {
    return storable(decodeURIComponent(value))
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'The path is not well-formed', { cause })
  }
}

function queryValues(query: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [storable(name), storable(value)]))
}

function storable(text: string): string {
  if (!isStorableText(text)) throw new AppError('BAD_REQUEST', 'Text must not contain NUL characters')
  return text
}

function placeOf(place: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((at, part) => {
    if (typeof part === 'number') return `${at}[${part}]`
    return at === '' ? String(part) : `${at}.${String(part)}`
  }, place)
}

function summary(problems: readonly Problem[]): string {
  const shown = problems.slice(0, 3).map(({ path, message }) => `${path === '' ? 'body' : path}: ${message}`)
  const more = problems.length - shown.length
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '')
}

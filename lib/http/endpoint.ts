import type { z } from 'zod'
import type { ErrorCode } from '@/lib/domain/errors'
import type { Auth } from './auth'
import type { HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import { type ParsedRequest, type PartSchema, parseRequest, type RequestSchemas } from './parse-request'
import type { Principal } from './principal'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Schema of each answer's body by status; null: no body. */
export type Responses = Readonly<Record<number, z.ZodType | null>>

/** An answer before it is encoded; `body` undefined: none. */
export type Reply = { status: number; body: unknown; headers: Readonly<Record<string, string>> }

/** `reply(200, body)`, held to the row's schemas. */
type ReplyTo<R extends Responses> = <Status extends keyof R & number>(
  status: Status,
  ...answer: R[Status] extends z.ZodType ? [body: z.output<R[Status]>, headers?: Reply['headers']] : []
) => Reply

type Description<R extends Responses> = {
  method: Method
  /** `/api/chat/sessions/{session_id}`: a name in braces takes one segment. */
  path: `/${string}`
  dialect: HttpDialect
  /** One line for the reader of the API's documentation. */
  summary: string
  description?: string
  responses: R
  /** What the handler itself may throw; what the kit may throw is added. */
  errors: readonly ErrorCode[]
  /** Where 1 MB is too little. */
  maxBodyBytes?: number
}

/** A row as the server and the documentation see it. */
export type Endpoint<S> = Description<Responses> &
  RequestSchemas<PartSchema, PartSchema, PartSchema, z.ZodType> & {
    auth: Auth
    /** Authenticates, then parses, then does the work. Throws AppError for what the caller caused. */
    call(incoming: Incoming, pathValues: Readonly<Record<string, string>>, services: S): Promise<Reply | Response>
  }

/**
 * One row of an API: it serves the request, makes its part of the OpenAPI document and drives the contract tests.
 * A handler says what services it needs by the type of its second parameter.
 */
export function endpoint<
  P extends Principal,
  R extends Responses,
  Params extends PartSchema = z.ZodUndefined,
  Query extends PartSchema = z.ZodUndefined,
  Head extends PartSchema = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  S = HttpServices,
>(
  row: Description<R> &
    RequestSchemas<Params, Query, Head, Body> & {
      auth: Auth<P>
      /** A write by its method that changes nothing anybody would look for in the audit log; a function: with such a body. */
      isUnaudited?: true | ((body: z.output<Body>) => boolean)
      handler(
        call: { request: Incoming; principal: P; reply: ReplyTo<R> } & ParsedRequest<Params, Query, Head, Body>,
        services: S,
      ): Promise<Reply | Response>
    },
): Endpoint<S & HttpServices> {
  const { handler, isUnaudited = false, ...described } = row
  return {
    ...described,
    async call(incoming, pathValues, services) {
      // Before any parsing: a stranger learns nothing about what a request should look like.
      const principal = await row.auth.authenticate(incoming, row.dialect, services)
      const parsed = parseRequest(row, incoming, pathValues)
      const answer = await handler({ request: incoming, principal, reply, ...parsed }, services)
      const isUnchanged = typeof isUnaudited === 'function' ? isUnaudited(parsed.body) : isUnaudited
      const isChange = row.dialect.isAudited && row.method !== 'GET' && !isUnchanged && answer.status < 400
      if (isChange) await services.audit.note(principal, row.summary, incoming, parsed)
      return answer
    },
  }
}

function reply(status: number, body?: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, body, headers }
}

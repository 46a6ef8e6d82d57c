import { AppError } from '@/lib/domain/errors'
import type { Incoming } from './incoming'

const maxNameLength = 255

export type SentFile = { name: string; bytes: Uint8Array }

/**
 * The files of a `multipart/form-data` body, whatever its fields are called, under their bare names.
 * Throws BAD_REQUEST where the body is not of that kind, VALIDATION_FAILED where it has no file.
 */
export async function readFiles({ headers, body }: Pick<Incoming, 'headers' | 'body'>): Promise<SentFile[]> {
  const form = await readForm(headers.get('content-type') ?? '', body)
  const files = [...form.values()].filter((value) => typeof value !== 'string')
  if (files.length === 0) throw new AppError('VALIDATION_FAILED', 'There is no file in the request')
  return Promise.all(
    files.map(async (file) => ({ name: bareName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
}

async function readForm(contentType: string, body: Uint8Array): Promise<FormData> {
  if (!/^multipart\/form-data\s*;/i.test(contentType))
    throw new AppError('BAD_REQUEST', 'Files are sent as multipart/form-data')
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'The multipart/form-data body is not well-formed', { cause })
  }
}

/** Without folders and control characters, whichever system wrote them; a long one keeps its ending. */
function bareName(sent: string): string {
  const [last = ''] = sent.split(/[\\/]/).slice(-1)
  const name = last.replace(/\p{Cc}/gu, '').trim()
  const characters = [...name]
  if (characters.length <= maxNameLength) return name === '' || /^\.+$/.test(name) ? 'file' : name
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, maxNameLength - ending.length).join('') + ending
}

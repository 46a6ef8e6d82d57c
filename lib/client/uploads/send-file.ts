import { ApiError } from '../api-error'
import { refusal } from '../request'

/**
 * Sends one file; gives the first document of the answer. `onSent` hears what share of it has left, from 0 to 1. Throws
 * `ApiError`, and the signal's reason.
 */
export async function sendFile<Added>(
  path: string,
  file: File,
  headers: Readonly<Record<string, string>>,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<Added> {
  const { documents } = await sendForm<{ documents: Added[] }>(path, file, headers, onSent, signal)
  const [added] = documents
  if (!added) throw new ApiError(500, 'The server could not answer.', 'UNKNOWN', null)
  return added
}

/** A file as a form's; gives the answer. `fetch` says nothing of how much of a body has left. */
export function sendForm<Answer>(
  path: string,
  file: File,
  headers: Readonly<Record<string, string>>,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', path)
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value)
    call.responseType = 'json'
    call.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total)
    call.onerror = () => reject(new ApiError(0, 'The server cannot be reached.', 'OFFLINE', null))
    call.onabort = () => reject(signal.reason)
    call.onload = () => {
      if (call.status < 300 && call.response) resolve(call.response)
      else reject(refusal(call.status, call.response, call.getResponseHeader('retry-after')))
    }
    signal.addEventListener('abort', () => call.abort(), { once: true })
    const body = new FormData()
    body.append('file', file)
    call.send(body)
  })
}

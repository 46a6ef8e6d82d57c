import { sendFile } from '../uploads/send-file'
import { withToken } from './bearer-request'
import type { AddedDocument } from './chatbot-wire'

/** Sends one file to a chatbot. Throws as `sendFile` does. */
export function uploadFile(
  path: string,
  file: File,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<AddedDocument> {
  return withToken((token) => sendFile<AddedDocument>(path, file, { authorization: `Bearer ${token}` }, onSent, signal))
}

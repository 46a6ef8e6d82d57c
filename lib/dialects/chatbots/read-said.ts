import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { parseJsonBody } from '@/lib/http/parse-json-body'

/** What a client's frame says. `key`: a client's own, under which it may send the same message again. */
export type Said = { text: string; key: string | null }

const maxCharacters = 10_000
const example = 'A message looks like this: {"message": "Hello", "message_type": "text"}.'

const frame = z.object(
  {
    message: z
      .string({ error: `"message" must be a text. ${example}` })
      .refine((text) => text.trim() !== '', { error: '"message" must not be empty.' })
      .refine((text) => text.length <= maxCharacters || [...text].length <= maxCharacters, {
        error: `"message" must not have more than ${maxCharacters.toLocaleString('en-US')} characters.`,
      }),
    message_type: z.literal('text', { error: '"message_type" must be "text".' }).optional(),
    key: z
      .string({ error: '"key" must be a text.' })
      .regex(/^[\x21-\x7e]{1,128}$/, { error: '"key" must have 1 to 128 visible ASCII characters.' })
      .nullish(),
  },
  { error: `A frame must be an object. ${example}` },
)

/** Contract 4, Client → Server. Throws BAD_REQUEST, which says what is wrong with the frame. */
export function readSaid(bytes: Uint8Array, isBinary: boolean): Said {
  if (isBinary) throw new AppError('BAD_REQUEST', `Binary frames are not read here. ${example}`)
  const parsed = frame.safeParse(parseJsonBody(bytes, 'frame'))
  const [problem] = parsed.error?.issues ?? []
  if (!parsed.success) throw new AppError('BAD_REQUEST', problem?.message ?? example)
  const { message: text, key = null } = parsed.data
  return { text, key }
}

import { z } from 'zod'
import type { Tried } from '@/lib/admin/agents/prepare-trial'
import { jsonObject } from './agent-schemas'

/** Which of an agent is meant. */
export const triedBody = z.object({
  document: jsonObject.optional().meta({ description: 'As it stands, saved or not' }),
  version: z.int().min(1).optional().meta({ description: 'In place of the draft' }),
})

export function triedOf({ document, version }: z.output<typeof triedBody>): Pick<Tried, 'document' | 'version'> {
  return { ...(document === undefined ? {} : { document }), ...(version === undefined ? {} : { version }) }
}

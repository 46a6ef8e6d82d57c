// The tools of a data agent (contract 3): what models are told of them.
import { executeSql, updateUserName } from '@/lib/domain/data-tools'
import type { ToolSpec } from '@/lib/domain/workflow'

/** `identify`: questions wait until the data know who asks. */
export function dataTools({ identify }: { identify: boolean }): ToolSpec[] {
  const query: ToolSpec = {
    name: executeSql,
    description:
      'Reads the data: runs one SELECT statement of PostgreSQL and answers its rows. Rows about other people are never among them.',
    parameters: {
      type: 'object',
      properties: { query: { type: 'string', description: 'One SELECT statement' } },
      required: ['query'],
      additionalProperties: false,
    },
    ...(identify ? { needsIdentity: true } : {}),
  }
  const name: ToolSpec = {
    name: updateUserName,
    description: 'Notes who the user is, once they have said their name. The name is checked against the data.',
    parameters: {
      type: 'object',
      properties: { new_first_name: { type: 'string' }, new_last_name: { type: 'string' } },
      required: ['new_first_name', 'new_last_name'],
      additionalProperties: false,
    },
  }
  return identify ? [query, name] : [query]
}

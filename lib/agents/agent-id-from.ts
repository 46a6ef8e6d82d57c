import { v5 } from 'uuid'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const namespace = '5f0cf1c4-7a8e-5d0b-9b58-2f6f3f1b7a11'

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** The UUID of an agent in a tenant (contract 6): a UUID stays, in lower case; a name always gives the same one. */
export function agentIdFrom(tenantId: string, idOrName: string): string {
  if (isUuid(idOrName)) return idOrName.toLowerCase()
  return v5(`${tenantId.toLowerCase()}/${idOrName}`, namespace)
}

import { z } from 'zod'
import type { DataAccess, DataSource } from '@/lib/domain/data-source'
import { type IdentityProof, identityVariables } from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'

const name = z.string().trim().min(1).max(200)
const args = z.object({ new_first_name: name, new_last_name: name })

type Asked = { source: DataSource; args: JsonObject; proof: IdentityProof; heard: readonly string[] }

/**
 * Notes who speaks, where the data know them: in the conversation alone, never in the data. A name that the visitor has not
 * said is none of theirs, whatever a model has read somewhere.
 */
export async function nameUser(access: DataAccess, { source, args: given, proof, heard }: Asked) {
  const asked = args.safeParse(given)
  if (!asked.success) return said('The call needs `new_first_name` and `new_last_name`.', true)
  const { new_first_name: first, new_last_name: last } = asked.data
  if (![first, last].every((part) => wasSaid(part, heard)))
    return said('The user has not said this name. Ask for their first and last name.', true)
  if (proof.kind === 'none') return said('A name is not enough here: the page of this chat has to say who its user is.')
  const person = await access.findPerson(source, first, last)
  if (person === 'ambiguous')
    return said(`There are several people named ${first} ${last}, so that nobody can be told from the name.`)
  if (!person) return said(`There is nobody named ${first} ${last} in the data.`)
  if (proof.kind === 'signed' && proof.key !== String(person.key))
    return said('The page of this chat says that its user is somebody else.')
  const byName = proof.kind === 'name' ? { byName: true as const } : {}
  const { key, firstName, lastName } = person
  const variables = identityVariables({ source: source.name, key, firstName, lastName, ...byName })
  return { output: `Updated user name to ${firstName} ${lastName}.`, isError: false, variables }
}

function wasSaid(part: string, heard: readonly string[]): boolean {
  const wanted = words(part)
  return heard.some((message) => words(message).includes(wanted))
}

// In spaces, so that a short name is not found within a longer word.
function words(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return ` ${(plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
}

function said(output: string, isError = false) {
  return { output, isError, variables: {} }
}

import { createHash } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import type { AccessStore, Person } from '@/lib/domain/access-store'
import { tenant } from '@/lib/domain/scope'

/** What the cookie's JWT says. */
const claims = z.object({ sub: z.string(), tenant_id: z.string(), password: z.string() })

export type SessionCookie = {
  name: string
  /** Only over https: where PUBLIC_URL says that people come that way. */
  isSecure: boolean
  /** Derived for this use alone; JWTs are encrypted with it. */
  secret: string
  /** Without use a session ends; our pages renew it. */
  lifeSeconds: number
  claimsOf(person: Person): Record<string, string>
  /** The person as they are now; null for claims of somebody who was removed or has another password since. */
  personIn(claims: unknown): Promise<Person | null>
  /** Who is signed in. */
  personOf(headers: Headers): Promise<Person | null>
}

/** The cookie of people who signed in. What it says is checked at each use: nothing of it is remembered. */
export function createSessionCookie(ports: {
  access: Pick<AccessStore, 'getPerson'>
  secret: Uint8Array
  isSecure: boolean
}): SessionCookie {
  const secret = Buffer.from(ports.secret).toString('base64url')
  // With this prefix a browser takes it from us alone, not from a neighbouring host.
  const name = ports.isSecure ? '__Host-parley-session' : 'parley-session'

  async function personIn(value: unknown): Promise<Person | null> {
    const said = claims.safeParse(value).data
    if (!said) return null
    const person = await ports.access.getPerson(tenant(said.tenant_id), said.sub)
    return person && passwordMark(person) === said.password ? person : null
  }

  return {
    ...{ name, isSecure: ports.isSecure, secret, lifeSeconds: 8 * 60 * 60, personIn },
    claimsOf: (person) => ({ sub: person.id, tenant_id: person.tenantId, password: passwordMark(person) }),
    async personOf(headers) {
      const token = cookieIn(headers, name)
      if (token === null) return null
      // Forged, expired or of another secret: nobody.
      const said = await decode({ token, secret }).catch(() => null)
      return said && personIn(said)
    },
  }
}

/** The value of a request's cookie. */
export function cookieIn(headers: Headers, name: string): string | null {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || null
}

// The hash is salted: a new password, also an equal one, has another mark.
function passwordMark({ passwordHash }: Person): string {
  return createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22)
}

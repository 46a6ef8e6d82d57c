import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

export type RefreshToken = { token: string /** SHA-256, in hex: what the store keeps. */; hash: string }

export type RefreshTokens = {
  first(familyId: string): RefreshToken
  /**
   * What a token stands for and the one that follows it: always the same one, so that of parallel refreshes none has
   * a token that another has replaced. Null: this server has not made it.
   */
  read(token: string): { familyId: string; hash: string; next: RefreshToken } | null
}

/** Refresh tokens: `family.nonce.mac`. What is not ours is known without the store; what is in force only by it. */
export function createRefreshTokens(tokenSecret: Uint8Array): RefreshTokens {
  const key = Buffer.from(hkdfSync('sha256', tokenSecret, '', 'refresh tokens', 32))
  const mac = (text: string) => createHmac('sha256', key).update(text).digest()
  const made = (familyId: string, nonce: Buffer): RefreshToken => {
    const text = `${familyId}.${nonce.toString('base64url')}`
    const token = `${text}.${mac(text).toString('base64url')}`
    return { token, hash: createHash('sha256').update(token).digest('hex') }
  }
  return {
    first: (familyId) => made(familyId, randomBytes(24)),
    read(token) {
      const [, familyId, nonce] = /^([\w-]{1,64})\.([\w-]{32})\.[\w-]{43}$/.exec(token) ?? []
      if (familyId === undefined || nonce === undefined) return null
      const own = made(familyId, Buffer.from(nonce, 'base64url'))
      if (!isSame(own.token, token)) return null
      return { familyId, hash: own.hash, next: made(familyId, mac(`after ${own.token}`).subarray(0, 24)) }
    },
  }
}

function isSame(own: string, given: string): boolean {
  return own.length === given.length && timingSafeEqual(Buffer.from(own), Buffer.from(given))
}

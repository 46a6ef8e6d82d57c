/** `resume`: the session is still there. `renew`: a new session in the same conversation. `elsewhere`: another window has it. */
export type NextConnection = 'resume' | 'renew' | 'elsewhere'

/** What follows a connection that closed with this code. */
export function nextConnection(closeCode: number): NextConnection {
  switch (closeCode) {
    case 4409:
      return 'elsewhere'
    // Ended by a call, or not accepted: the session, the ticket or the token.
    case 1000:
    case 1008:
      return 'renew'
    default:
      return 'resume'
  }
}

/** How long to wait before connection try `tries` + 1, in milliseconds: 0.3 s, growing to 10 s, spread by up to a fifth. */
export function reconnectMs(tries: number, random: () => number = Math.random): number {
  return Math.min(10_000, 300 * 2 ** tries) * (0.8 + random() / 5)
}

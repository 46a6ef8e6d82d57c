/**
 * How much strangers see: `open` keeps the letter of the public contracts, for a server on one's own machine; `guarded`
 * keeps their shapes and narrows whose data one sees.
 */
export type Exposure = 'open' | 'guarded'

/** Who looks at conversations on a visitor's API. */
export type Viewer = {
  tenantId: string
  exposure: Exposure
  /** Null: nobody known. */
  visitorId: string | null
  /** Signed in as somebody who may change agents: may look into them too. */
  isEditor?: true
}

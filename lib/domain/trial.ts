/** A trial that nobody talks with is forgotten after this time. */
export const trialLifeMs = 7 * 24 * 60 * 60 * 1000

/** So soon, the same document is the same trial. */
export const sameTrialMs = 60 * 60 * 1000

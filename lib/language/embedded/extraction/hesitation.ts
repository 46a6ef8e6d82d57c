/** "The uh twenty-fifth": sounds between two words that belong together. */
export const hesitation = /\b(?:u+h+|u+m+|e+r+m?|hm+)\b[,.]{0,3}\s{1,3}/giu

/** Words right before a number that is neither a phone number nor a postal code. */
export const otherNumberBefore =
  /(?:[$€£#@]|\b(?:order|invoice|ticket|member|account|policy|case|card|reference|ref|id|id number|room|suite|apt|po box)\s*(?:number|no\.?)?\s*(?:is|was|:|#)?)\s*$/iu

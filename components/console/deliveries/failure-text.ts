import { deliveryTexts } from '../texts/delivery-texts'

/** Why a receiver was not reached, in plain words where the system's own name for it is known. Pure. */
export function failureText(error: string): string {
  const code = /\b(?:E[A-Z_]{4,}|[A-Z_]*CERT[A-Z_]*)\b/.exec(error)?.[0]
  const plain = code && (deliveryTexts.reasons[code] ?? (code.includes('CERT') ? deliveryTexts.badCertificate : null))
  return plain ? `${plain} (${code})` : error
}

import type { Language } from '@/lib/domain/language'
import { understandWith } from './eval-call'
import type { ExtractionRow, ExtractionType } from './eval-rows'
import { sameValue } from './eval-same-value'

export type ExtractionFigures = {
  type: ExtractionType
  rows: number
  precision: number
  recall: number
  f1: number
  misses: string[]
}

const asking: Record<ExtractionType, { variable: string; question: string }> = {
  first_name: { variable: 'first_name', question: 'What is your first name?' },
  date: { variable: 'preferred_date', question: 'Which day suits you?' },
  time: { variable: 'preferred_time', question: 'What time suits you?' },
  number: { variable: 'quantity', question: 'How many?' },
  yes_no: { variable: 'consent', question: 'Do you agree?' },
  email: { variable: 'email', question: 'What is your email address?' },
  phone: { variable: 'phone_number', question: 'What is your phone number?' },
  zip_code: { variable: 'zip_code', question: 'What is your zip code?' },
}

/** Precision, recall and F1 of each type among the rows. A wrong value counts against both. */
export async function evalExtraction(language: Language, rows: readonly ExtractionRow[]): Promise<ExtractionFigures[]> {
  const judged = []
  for (const row of rows) judged.push({ row, ...(await judge(language, row)) })
  return Object.entries(Object.groupBy(judged, ({ row }) => row.type)).map(([, of = []]) => {
    const right = of.filter(({ isFound, isRight }) => isFound && isRight).length
    const precision = ratio(right, of.filter(({ isFound }) => isFound).length)
    const recall = ratio(right, of.filter(({ row }) => row.gold !== null).length)
    const misses = of
      .filter(({ isRight }) => !isRight)
      .map(({ row, heard }) => `“${row.text}”: wanted ${JSON.stringify(row.gold)}, heard ${heard}`)
    const type = of[0]?.row.type ?? 'number'
    return { type, rows: of.length, precision, recall, f1: (2 * precision * recall) / (precision + recall), misses }
  })
}

async function judge(language: Language, row: ExtractionRow) {
  const { variable, question } = asking[row.type]
  const wanted = { name: variable, prompt: '', defaultValue: null }
  // With a second variable and no question before, the message is not taken for an answer.
  const other = { name: 'order_reference', prompt: '', defaultValue: null }
  const isAsked = row.asked !== false && row.asked !== null
  const { variables } = await understandWith(
    language,
    { text: row.text, variables: isAsked ? [wanted] : [wanted, other] },
    {
      question: isAsked ? (typeof row.asked === 'string' ? row.asked : question) : undefined,
      day: row.ref?.slice(0, 10),
      country: row.country,
    },
  )
  const found = variables[0]
  const isFound = (found?.value ?? null) !== null
  const isRight = row.gold === null ? !isFound : isFound && sameValue(row, found?.value ?? null, found?.raw ?? '')
  return { isFound, isRight, heard: JSON.stringify(found?.value ?? null) }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

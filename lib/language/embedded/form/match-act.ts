import type { FormAct } from '@/lib/domain/form'
import { actPatterns } from './act-patterns'

const maxCharacters = 120
const before =
  '(?:(?:please|pls|never ?mind|ill|i will|ok|okay|well|um+|uh+|oh|hey|hi|hello|sorry|wait|hold on|hang on|one moment|actually|no|yes|yeah|so|and|but|now|then|just|hm+|lets|let us|(?:can|could|may|should) (?:i|we|you)(?: (?:please|just))?|would you(?: please)?|(?:id|i would) (?:like|prefer|love) to|i (?:want|wanna|need|wish|have) to|i wanna|is it possible to|let me|im afraid|i think|i said) ){0,4}'
const after =
  '(?: (?:please|pls|thanks|thank you|now|then|for now|sorry|instead|ok|okay|here|if (?:thats|its) ok|if possible|if i may|man|mate|for a (?:second|moment|minute))){0,3}'
const rows = actPatterns.map(({ act, isMild = false, said }) => ({
  act,
  isMild,
  whole: new RegExp(`^${before}(?:${said})${after}$`, 'u'),
}))

const talk = /^(?:sorry|ok|okay|well|oh|hi|hey|no|yes|thanks|thank you|bye|goodbye)$/u

/** "Sorry, I have to go now, I'll finish this later": clauses that are all the same act. */
export function matchClauses(text: string): ReturnType<typeof matchAct> {
  const clauses =
    text.length > maxCharacters
      ? []
      : text
          .toLowerCase()
          .replaceAll("'", '')
          .split(/[,.;!]+\s*/u)
  const told = clauses
    .map((clause) => clause.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    .filter((clause) => clause !== '' && !talk.test(clause))
  const [first, ...others] = told.length > 1 ? told.slice(0, 4).map(matchAct) : []
  return first && others.every((other) => other?.act === first.act) ? first : null
}

/** The act that a whole message is, by its words (see `HeardForm.plain`); `place`: the field it names. */
export function matchAct(plain: string): { act: FormAct; isMild: boolean; place: number | null } | null {
  if (plain === '' || plain.length > maxCharacters) return null
  const row = rows.find(({ whole }) => whole.test(plain))
  const named = row && /@(\d{1,3})/u.exec(plain)?.[1]
  return row ? { act: row.act, isMild: row.isMild, place: named === undefined ? null : Number(named) } : null
}

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { freeKey, renamedKey } from '@/lib/client/console/edit-node'
import { isRecord } from '@/lib/client/console/is-record'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { CommitField } from './commit-field'
import { TemplateAt } from './template-at'
import { useListFocus } from './use-list-focus'
import { usePlace } from './use-place'

const words = panelTexts.pairs

/** Names with a value each, as headers have them. */
export function PairsAt({ at, title, add, first }: { at: Steps; title: string; add: string; first: string }) {
  const { value, set } = usePlace(at)
  const pairs = isRecord(value) ? value : {}
  const focus = useListFocus<HTMLUListElement>()
  return (
    <fieldset className="min-w-0" data-path={pathOf(at)} tabIndex={-1}>
      <legend className="mb-1.5 font-medium">{title}</legend>
      <ul ref={focus.list} className="space-y-2">
        {Object.keys(pairs).map((name, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be written anew, its place stays
          <li key={place} className="flex items-start gap-1">
            <div className="grid min-w-0 grow gap-1 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <CommitField
                label={words.name(place + 1)}
                isLabelHidden
                value={name}
                problemOf={(text) => problemOf(text, pairs)}
                onCommit={(text) => set(renamedKey(pairs, name, text))}
              />
              <TemplateAt at={[...at, name]} label={words.value(name)} isLabelHidden isLine isKept isMono />
            </div>
            <IconButton
              icon={X}
              size={16}
              label={words.remove(name)}
              className="md:size-10"
              onClick={() => {
                focus.toNeighbour(place)
                const { [name]: _gone, ...rest } = pairs
                set(Object.keys(rest).length > 0 ? rest : undefined)
              }}
            />
          </li>
        ))}
      </ul>
      <Button
        look="plain"
        className="mt-1 px-2! md:min-h-10"
        onClick={() => {
          focus.toField(Object.keys(pairs).length)
          set({ ...pairs, [freeKey(pairs, first)]: '' })
        }}
      >
        <Plus size={16} aria-hidden />
        {add}
      </Button>
    </fieldset>
  )
}

function problemOf(text: string, pairs: object): string | null {
  if (text === '') return words.blank
  return Object.hasOwn(pairs, text) ? words.taken : null
}

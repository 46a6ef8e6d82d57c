import { SelectField } from '@/components/ui/select-field'
import { SwitchField } from '@/components/ui/switch-field'
import type { ExpectationForm } from '@/lib/client/console/agent-test-form'
import { testsTexts } from '../../texts/tests-texts'
import { PairRows } from '../panel/fields/pair-rows'
import { TextList } from '../panel/fields/text-list'
import { useNodeOptions } from '../panel/transitions/target-select'

const words = testsTexts.expect

/** What a turn is held to; what is left empty is not looked at. */
export function ExpectationFields({
  expect,
  onChange,
}: {
  expect: ExpectationForm
  onChange: (expect: ExpectationForm) => void
}) {
  const nodes = useNodeOptions()
  const change = (next: Partial<ExpectationForm>) => onChange({ ...expect, ...next })
  const more = expect.nodes.length + expect.notContains.length + (expect.transitions?.length ?? 0)
  return (
    <div className="space-y-3">
      {nodes.length > 0 || expect.node !== '' ? (
        <SelectField
          label={words.node}
          value={expect.node}
          options={[{ value: '', label: words.any }, ...nodes]}
          onChange={(node) => change({ node })}
        />
      ) : null}
      <TextList
        title={words.contains}
        values={expect.contains}
        onChange={(contains) => change({ contains })}
        labelOf={words.contain}
        add={words.addContains}
        remove={words.removeContains}
      />
      <PairRows title={words.variables} pairs={expect.variables} onChange={(variables) => change({ variables })} />
      <details>
        <summary className="min-h-10 content-center">
          {words.more} <span className="text-ink-soft text-xs">{more > 0 ? words.count(more) : null}</span>
        </summary>
        <div className="space-y-3">
          <TextList
            title={words.notContains}
            values={expect.notContains}
            onChange={(notContains) => change({ notContains })}
            labelOf={words.contain}
            add={words.addContains}
            remove={words.removeContains}
          />
          <TextList
            title={words.nodes}
            hint={words.nodesHint}
            values={expect.nodes}
            onChange={(path) => change({ nodes: path })}
            labelOf={words.nodeNumber}
            add={words.addNode}
            remove={words.removeNode}
          />
          <SwitchField
            label={words.holdsWays}
            isOn={expect.transitions !== null}
            onChange={(isOn) => change({ transitions: isOn ? [] : null })}
          />
          {expect.transitions ? (
            <TextList
              title={words.ways}
              hint={words.waysHint}
              values={expect.transitions}
              onChange={(transitions) => change({ transitions })}
              labelOf={words.way}
              add={words.addWay}
              remove={words.removeWay}
            />
          ) : null}
        </div>
      </details>
    </div>
  )
}

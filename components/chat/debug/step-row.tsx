import {
  Flag,
  Globe,
  ListChecks,
  MapPin,
  MessageSquareText,
  MoveRight,
  Pause,
  Search,
  Tag,
  Target,
  TriangleAlert,
  Users,
  Wrench,
  Zap,
} from 'lucide-react'
import type { WhyStep } from '@/lib/client/why-of-turn'
import type { UnderstoodVariable } from '@/lib/domain/turn-event'
import { texts } from '../../texts'
import { DataTable } from '../data/data-table'
import { msText } from './figures'
import { Intents } from './intents'
import { MarkedWords } from './marked-words'
import { NotTaken } from './not-taken'
import { ShownValue } from './shown-value'
import { WhyRow } from './why-row'

const words = texts.debug

export type NameOf = (nodeId: string) => string

/** One thing that happened in a turn. */
export function StepRow({ step, nameOf }: { step: WhyStep; nameOf: NameOf }) {
  switch (step.kind) {
    case 'at':
      return (
        <WhyRow icon={MapPin} hue="transition" word={words.at}>
          <bdi>{step.nodeName}</bdi>
        </WhyRow>
      )
    case 'transition':
      return <TransitionRow step={step} nameOf={nameOf} />
    case 'stayed':
      return (
        <WhyRow icon={Pause} hue="transition" word={words.stayed}>
          <bdi>{nameOf(step.nodeId)}</bdi>
          <NotTaken rows={step.notTaken} nameOf={nameOf} />
        </WhyRow>
      )
    case 'variable':
      return <VariableRow variable={step.variable} />
    case 'form':
      return (
        <WhyRow icon={ListChecks} hue="variable" word={words.form}>
          <p>{step.moves.map(moveText).join(', ')}</p>
          {step.why === null ? null : <p className="text-ink-soft text-xs">{step.why}</p>}
        </WhyRow>
      )
    case 'set':
      return (
        <WhyRow icon={Tag} hue="variable" word={words.variable} detail={words.setBy(step.by)}>
          <ShownValue label={step.name} value={step.value} />
        </WhyRow>
      )
    case 'intents':
      return (
        <WhyRow icon={Target} hue="transition" word={step.scope === 'global' ? words.globalIntents : words.intents}>
          <Intents classification={step.classification} />
        </WhyRow>
      )
    case 'tool':
      return <ToolRow step={step} />
    case 'api':
      return <ApiRow step={step} />
    case 'sources':
      return <SourcesRow step={step} />
    case 'action':
      return (
        <WhyRow icon={Zap} hue="tool" word={words.action} detail={words.when[step.when]}>
          {step.action}
          {step.detail === null ? null : <ShownValue label={words.detail} value={step.detail} />}
        </WhyRow>
      )
    case 'transfer':
      return (
        <WhyRow icon={Users} hue={step.failure === null ? 'transition' : 'danger'} word={words.transfer}>
          <bdi>{step.agent}</bdi> {step.failure === null ? null : <span className="text-danger">{step.failure}</span>}
        </WhyRow>
      )
    case 'said':
      return (
        <WhyRow icon={MessageSquareText} hue="model" word={words.said} detail={words.characters(step.length)}>
          <span className="text-ink-soft">
            {words.saidFrom[step.source] ?? step.source}
            {step.isStopped ? ` · ${words.stopped}` : ''}
          </span>
        </WhyRow>
      )
    case 'end':
      return (
        <WhyRow icon={Flag} hue="transition" word={words.ended}>
          {step.reason}
          {step.detail === null ? null : <p className="text-ink-soft text-xs">{step.detail}</p>}
        </WhyRow>
      )
    case 'error':
      return (
        <WhyRow icon={TriangleAlert} hue="danger" word={words.failedTurn}>
          <code className="font-mono text-xs">{step.code}</code> {step.message}
        </WhyRow>
      )
    default:
      return step satisfies never
  }
}

function TransitionRow({ step, nameOf }: { step: WhyStep & { kind: 'transition' }; nameOf: NameOf }) {
  const { fromName, toName, condition, evidence, score } = step.taken
  return (
    <WhyRow icon={MoveRight} hue="transition" word={words.transition} detail={score === null ? null : score.toFixed(2)}>
      <p>
        <bdi>{fromName}</bdi> → <bdi className="font-medium">{toName}</bdi>
      </p>
      <p className="text-xs">
        <code className="font-mono text-transition">{condition}</code>
        {evidence === null ? null : <span className="text-ink-soft"> · {evidence}</span>}
      </p>
      <NotTaken rows={step.notTaken} nameOf={nameOf} />
    </WhyRow>
  )
}

type FormMove = (WhyStep & { kind: 'form' })['moves'][number]

function moveText(move: FormMove): string {
  const word = words.formMoves[move.kind]
  if ('field' in move) return `${word} ${move.field}`
  if ('fields' in move) return `${word} ${move.fields.join(', ')}`
  return 'outcome' in move ? `${word} ${move.outcome}` : word
}

function VariableRow({ variable }: { variable: UnderstoodVariable }) {
  const { name, value, used, raw, messageId, method, confidence } = variable
  const isFound = used === 'found'
  return (
    <WhyRow
      icon={Tag}
      hue="variable"
      word={words.variable}
      detail={confidence === null || !isFound ? null : `${Math.round(confidence * 100)} %`}
    >
      <div className={isFound ? '' : 'text-ink-soft'}>
        <ShownValue label={name} value={value} />
        <p className="text-ink-soft text-xs">
          {words.used[used]}
          {isFound ? ` ${words.by(method)}` : ''}
          {raw !== null && messageId !== null ? (
            <>
              {' '}
              <MarkedWords messageId={messageId} words={raw} />
            </>
          ) : null}
        </p>
      </div>
    </WhyRow>
  )
}

function ToolRow({ step }: { step: WhyStep & { kind: 'tool' } }) {
  const { name, args, output, isError, ms, table } = step
  return (
    <WhyRow icon={Wrench} hue="tool" word={words.tool} detail={ms === null ? null : msText(ms)}>
      <code className="font-mono text-xs">{name}</code>
      {table?.meaning ? <p>{table.meaning}</p> : null}
      {table?.sql ? (
        <ShownValue label={words.query} value={table.sql} />
      ) : (
        <ShownValue label={words.args} value={args} />
      )}
      {table ? (
        <div className="my-1">
          <DataTable table={table} />
        </div>
      ) : null}
      {output === null ? (
        <p className="text-ink-soft text-xs">{words.noOutput}</p>
      ) : (
        <ShownValue label={isError ? words.toolFailed : words.output} value={output} />
      )}
    </WhyRow>
  )
}

function ApiRow({ step: { outcome } }: { step: WhyStep & { kind: 'api' } }) {
  const { method, url, status, ok, error, attempts, ms } = outcome
  return (
    <WhyRow icon={Globe} hue="tool" word={words.api} detail={msText(ms)}>
      <code className="font-mono text-xs">
        {method} {url}
      </code>
      <p className={`text-xs ${ok ? 'text-ink-soft' : 'text-danger'}`}>
        {status ?? ''} {error ?? ''}
        {attempts > 1 ? ` · ${words.tries(attempts)}` : ''}
      </p>
    </WhyRow>
  )
}

function SourcesRow({ step }: { step: WhyStep & { kind: 'sources' } }) {
  return (
    <WhyRow icon={Search} hue="source" word={words.search} detail={msText(step.ms)}>
      <p>
        “{step.query}” <span className="text-ink-soft">{words.searches[step.outcome] ?? step.outcome}</span>
      </p>
      {step.detail === null ? null : <p className="text-danger text-xs">{step.detail}</p>}
      <ol className="space-y-0.5">
        {step.sources.map(({ documentId, title, place, quote, score }, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn's sources never change
          <li key={number} title={`${documentId}\n${quote}`} className="flex gap-2 text-xs">
            <span className="text-source tabular-nums">{number + 1}</span>
            <span className="min-w-0 grow">
              <bdi>{title}</bdi>
              {place === null ? null : <span className="text-ink-soft"> · {place}</span>}
            </span>
            <span className="shrink-0 font-mono tabular-nums">{score.toFixed(2)}</span>
          </li>
        ))}
      </ol>
    </WhyRow>
  )
}

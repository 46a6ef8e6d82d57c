import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useSize } from '@/components/chat/debug/use-size'
import { linePath, placeAt, type Room, ticksFor, xOf, yOf } from '@/lib/client/console/insight-scale'
import { insightTexts } from '../texts/insight-texts'
import { type LineLook, LineSample, Mark } from './marks'

export type Line = {
  id: string
  label: string
  look: LineLook
  /** Null: nothing was measured. */
  values: readonly (number | null)[]
  /** Beside its name while nobody points at a time. */
  whole: string
}

const height = 220
const minLabelRoom = 76

/**
 * Lines over time. Pointer and arrow keys go along it; the names above then say the figures of that time. The table behind it
 * has the same for whoever reads it in another way.
 */
export function TimeChart({
  title,
  times,
  wholeLabel,
  lines,
  figure,
  leastStep,
}: {
  title: string
  /** As people read them, one for each value. */
  times: readonly string[]
  wholeLabel: string
  lines: readonly Line[]
  figure: (value: number) => string
  /** Of the scale at the side: 1 for what is counted. */
  leastStep: number
}) {
  const [frame, size] = useSize<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const count = times.length
  const last = count - 1
  const ticks = ticksFor(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))), leastStep)
  const highest = ticks.at(-1) ?? 1
  const width = size?.width ?? 0
  const left = Math.max(...ticks.map((tick) => figure(tick).length)) * 7 + 14
  const room: Room = { left, top: 10, width: Math.max(0, width - left - 14), height: height - 38 }
  const said = (place: number) =>
    `${times[place] ?? ''}: ${lines.map(({ label, values }) => `${label} ${text(values[place] ?? null, figure)}`).join(', ')}`
  const onKeyDown = (event: KeyboardEvent) => {
    const here = at ?? last
    const places: Record<string, number | null> = {
      ...{ ArrowLeft: here - 1, ArrowDown: here - 1, ArrowRight: here + 1, ArrowUp: here + 1 },
      ...{ Home: 0, End: last, Escape: null },
    }
    if (!(event.key in places)) return
    event.preventDefault()
    const next = places[event.key] ?? null
    setAt(next === null ? null : Math.min(last, Math.max(0, next)))
  }
  const onPointer = (event: PointerEvent) =>
    setAt(placeAt(event.clientX - event.currentTarget.getBoundingClientRect().left, count, room))
  return (
    <div className="space-y-1">
      <Legend lines={lines} at={at} label={at === null ? wholeLabel : (times[at] ?? '')} figure={figure} />
      <div
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label={`${title} ${insightTexts.keys}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at ?? last}
        aria-valuetext={said(at ?? last)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        className="touch-pan-y rounded-control"
        style={{ height }}
      >
        {width > 0 ? (
          <svg width={width} height={height} aria-hidden className="block">
            {ticks.map((tick) => (
              <g key={tick}>
                <path
                  d={`M${room.left} ${yOf(tick, highest, room)}h${room.width}`}
                  stroke="var(--line)"
                  strokeWidth={1}
                />
                <text
                  x={room.left - 8}
                  y={yOf(tick, highest, room) + 4}
                  textAnchor="end"
                  className="fill-ink-soft text-[11px] tabular-nums"
                >
                  {figure(tick)}
                </text>
              </g>
            ))}
            {labelled(count, room.width).map((place) => (
              <text
                key={place}
                x={xOf(place, count, room)}
                y={height - 8}
                textAnchor={place === last && count > 1 ? 'end' : place === 0 && count > 1 ? 'start' : 'middle'}
                className="fill-ink-soft text-[11px] tabular-nums"
              >
                {times[place]}
              </text>
            ))}
            {at === null ? null : (
              <path
                d={`M${xOf(at, count, room)} ${room.top}v${room.height}`}
                stroke="var(--line-strong)"
                strokeWidth={1}
              />
            )}
            {lines.filter(hasFigures).map((line) => (
              <DrawnLine key={line.id} line={line} highest={highest} room={room} at={at} />
            ))}
          </svg>
        ) : null}
      </div>
    </div>
  )
}

/** A line along the bottom would only cover the others; its name above says that there is none. */
function hasFigures({ values }: Line): boolean {
  return values.some((value) => (value ?? 0) > 0)
}

function DrawnLine({
  line: { values, look },
  highest,
  room,
  at,
}: {
  line: Line
  highest: number
  room: Room
  at: number | null
}) {
  const every = Math.ceil(values.length / 16)
  return (
    <>
      <path
        d={linePath(values, highest, room)}
        fill="none"
        stroke={look.color}
        strokeWidth={2}
        strokeDasharray={look.dashes}
        strokeLinejoin="round"
      />
      {values.map((value, place) =>
        // A value between two times without any has no line: it must have its mark.
        value !== null && (place === at || (values.length - 1 - place) % every === 0 || isAlone(values, place)) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <Mark key={place} x={xOf(place, values.length, room)} y={yOf(value, highest, room)} look={look} />
        ) : null,
      )}
    </>
  )
}

function Legend({
  lines,
  at,
  label,
  figure,
}: {
  lines: readonly Line[]
  at: number | null
  label: string
  figure: (value: number) => string
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-xs">
      <span className="font-medium tabular-nums">{label}</span>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {lines.map((line) => (
          <li key={line.id} className="inline-flex items-center gap-1.5">
            <LineSample look={line.look} />
            <span>{line.label}</span>
            <span className="font-medium tabular-nums">
              {at === null ? line.whole : text(line.values[at] ?? null, figure)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function text(value: number | null, figure: (value: number) => string): string {
  return value === null ? '–' : figure(value)
}

function isAlone(values: readonly (number | null)[], place: number): boolean {
  return (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null
}

/** The places that are written out: as many as there is room for, evenly apart, the last among them. */
function labelled(count: number, width: number): number[] {
  const most = Math.max(1, Math.floor(width / minLabelRoom))
  const every = Math.ceil(count / most)
  return Array.from({ length: Math.ceil(count / every) }, (_, place) => count - 1 - place * every)
}

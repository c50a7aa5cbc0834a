import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import styles from './bar-chart.module.css'
import { useTokenColors } from './use-token-colors.ts'
import { useWidth } from './use-width.ts'

export interface Bar {
  readonly label: string
  /** Null where the value is unknown: no bar is drawn, and its label says so. */
  readonly value: number | null
  /** For whoever points at it, and for whoever cannot see it. */
  readonly explanation: string
}

interface BarChartProps {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly format: (value: number) => string
  readonly selected: number | undefined
  readonly onSelect: (index: number) => void
}

const HEIGHT = 190
const TOKENS = ['accent', 'ink-faint', 'line', 'accent-soft'] as const
const MOST_BAR_WIDTH = 46

/** Bars on a canvas; the same values stand beside it as a table for whoever does not see them. */
export function BarChart({ label, bars, format, selected, onSelect }: BarChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  const width = useWidth(holder)
  const colors = useTokenColors(TOKENS)
  const latest = useRef({ bars, onSelect })
  latest.current = { bars, onSelect }

  useEffect(() => {
    if (holder.current === null || width === 0 || bars.length === 0) return
    const paths = UPlot.paths.bars?.({ size: [0.7, MOST_BAR_WIDTH], radius: 0.15 })
    const axis = {
      stroke: colors['ink-faint'],
      grid: { stroke: colors.line, width: 1 },
      ticks: { show: false },
    }
    const chart = new UPlot(
      {
        width,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: {
          x: { time: false, range: [-0.6, bars.length - 0.4] },
          y: { range: (_, _low, high) => [0, high > 0 ? high * 1.08 : 1] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            splits: () => labelled(bars, width),
            values: (_, at) => at.map(index => bars[index]?.label ?? ''),
          },
          { ...axis, size: 64, values: (_, at) => at.map(format) },
        ],
        series: [
          {},
          {
            stroke: colors.accent,
            fill: colors.accent,
            ...(paths === undefined ? {} : { paths }),
            points: { show: false },
          },
        ],
      },
      [bars.map((_, index) => index), bars.map(bar => bar.value)],
      holder.current,
    )
    chart.over.addEventListener('click', () => {
      const index = chart.cursor.idx
      if (index !== null && index !== undefined) latest.current.onSelect(index)
    })
    chart.over.addEventListener('mousemove', () => {
      chart.over.dataset.tip = latest.current.bars[chart.cursor.idx ?? -1]?.explanation ?? ''
    })
    return () => chart.destroy()
  }, [bars, width, colors, format])

  const chosen = selected === undefined ? undefined : bars[selected]
  return (
    <figure className={styles.figure}>
      <div ref={holder} className={styles.chart} aria-hidden="true" />
      <figcaption className={styles.caption}>{chosen?.explanation ?? ' '}</figcaption>
      <table className={styles.spoken}>
        <caption>{label}</caption>
        <tbody>
          {bars.map(bar => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{bar.explanation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

const LABEL_WIDTH = 64

/** As many labels as there is room for, always with the last. */
function labelled(bars: readonly Bar[], width: number): number[] {
  const step = Math.max(1, Math.ceil(bars.length / Math.max(1, Math.floor(width / LABEL_WIDTH))))
  return bars.map((_, index) => index).filter(index => (bars.length - 1 - index) % step === 0)
}

import { useMemo, useState } from 'react'
import { formatCount } from '../format/format-count.ts'
import { type JsonRow, listJsonRows } from '../format/list-json-rows.ts'
import type { Json } from '../format/parse-json.ts'
import { toVisible } from '../format/visible-text.ts'
import { Icon } from './icon.tsx'
import styles from './json-view.module.css'
import { SafeText } from './safe-text.tsx'

const LEAF_CHARACTERS = 240
const WIDEST_INDENT = 16

/** A JSON value as lines that open and close; only what is open is ever built. */
export function JsonView({ value }: { readonly value: Json }) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [extra, setExtra] = useState<ReadonlyMap<string, number>>(new Map())
  const rows = useMemo(() => listJsonRows(value, { turned, extra }), [value, turned, extra])

  function turn(path: string): void {
    const next = new Set(turned)
    if (!next.delete(path)) next.add(path)
    setTurned(next)
  }

  function showMore(path: string, count: number): void {
    setExtra(new Map(extra).set(path, (extra.get(path) ?? 0) + count))
  }

  return (
    <div className={styles.view}>
      {rows.map((row, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: paths can repeat where keys hold slashes
          key={index}
          className={styles.row}
          style={{ paddingLeft: Math.min(Math.max(row.depth, 0), WIDEST_INDENT) * 14 }}
        >
          {row.type === 'branch' && <Branch row={row} onTurn={() => turn(row.path)} />}
          {row.type === 'leaf' && (
            <Leaf row={row} isOpen={turned.has(row.path)} onTurn={() => turn(row.path)} />
          )}
          {row.type === 'more' && (
            <button type="button" className={styles.more} onClick={() => showMore(row.path, 300)}>
              {formatCount(row.hidden)} more
            </button>
          )}
        </div>
      ))}
    </div>
  )
}

function Branch({
  row,
  onTurn,
}: {
  readonly row: JsonRow & { type: 'branch' }
  readonly onTurn: () => void
}) {
  const [open, close] = row.isArray ? ['[', ']'] : ['{', '}']
  if (row.size === 0) {
    return (
      <span className={styles.leaf}>
        <Name name={row.name} />
        <span className={styles.quiet}>{`${open}${close}`}</span>
      </span>
    )
  }
  return (
    <button type="button" className={styles.branch} aria-expanded={row.isOpen} onClick={onTurn}>
      <span className={styles.arrow}>
        <Icon name={row.isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
      </span>
      <Name name={row.name} />
      <span className={styles.quiet}>
        {row.isArray ? `[${formatCount(row.size)}]` : `{${formatCount(row.size)}}`}
      </span>
    </button>
  )
}

interface LeafProps {
  readonly row: JsonRow & { type: 'leaf' }
  readonly isOpen: boolean
  readonly onTurn: () => void
}

function Leaf({ row, isOpen, onTurn }: LeafProps) {
  const text = typeof row.value === 'string' ? row.value : String(row.value)
  const isLong = text.length > LEAF_CHARACTERS
  const shown = isLong && !isOpen ? text.slice(0, LEAF_CHARACTERS) : text.slice(0, 100_000)
  return (
    <span className={styles.leaf}>
      <Name name={row.name} />
      <span className={styles[typeof row.value === 'string' ? 'string' : 'literal']}>
        <SafeText text={shown} />
        {isLong && !isOpen && '…'}
      </span>
      {isLong && (
        <button type="button" className={styles.more} onClick={onTurn}>
          {isOpen ? 'less' : `${formatCount(text.length - LEAF_CHARACTERS)} more characters`}
        </button>
      )}
    </span>
  )
}

function Name({ name }: { readonly name: string }) {
  return name === '' ? null : <span className={styles.name}>{toVisible(name)}</span>
}
